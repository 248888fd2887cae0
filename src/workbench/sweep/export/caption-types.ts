/** What a caption is made of. */
import type { Environment } from '../../../runs/records/report.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import type { SweepAxis, SweepSpec } from '../../../runs/sweep/sweep.ts';

export interface ShownCaption {
  readonly sweep: SweepSpec;
  readonly title: string;
  /** Where the cells ran, one entry a cell. */
  readonly environments: readonly Environment[];
  readonly finished: number;
  /** Finished or failed. */
  readonly ended: number;
  readonly cells: number;
  readonly date: string | null;
  readonly link: string;
}

/**
 * The settings that are varied, as the preset has them: what is varied anyway says nothing of the
 * rest.
 */
export function axisFieldsOf(axes: readonly SweepAxis[], preset: RunSpec): Partial<RunSpec> {
  return Object.fromEntries(axes.map(({ field }) => [field, preset[field]]));
}
