/** The facts that a caption is made from. */
import type { Environment } from '../../../runs/records/report.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import type { SweepAxis, SweepSpec } from '../../../runs/sweep/sweep.ts';

export interface ShownCaption {
  readonly sweep: SweepSpec;
  readonly title: string;
  /** The environments that the cells ran in, one entry a cell. */
  readonly environments: readonly Environment[];
  /** Revisions of the engine that computed the cells, each once. */
  readonly engines: readonly number[];
  readonly finished: number;
  /** Number of cells that finished or failed. */
  readonly ended: number;
  readonly cells: number;
  readonly date: string | null;
  readonly link: string;
}

/**
 * Returns the preset's values of the settings that are varied: their values in the base say nothing
 * of the other settings.
 */
export function axisFieldsOf(axes: readonly SweepAxis[], preset: RunSpec): Partial<RunSpec> {
  return Object.fromEntries(axes.map(({ field }) => [field, preset[field]]));
}
