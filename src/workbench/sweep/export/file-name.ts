import { fields } from '../../../runs/spec/fields.ts';
import type { SweepSpec } from '../../../runs/sweep/sweep.ts';

/**
 * Returns a name that says what was varied, in letters that every file system takes:
 * `spikewise-sweep-first-look-2-ns-tp.csv`.
 */
export function sweepFileName({ sweep }: { readonly sweep: SweepSpec }, extension: string): string {
  const axes = sweep.axes.map(({ field }) => fields[field].link).join('-');
  const words = `${sweep.base.preset}-${axes}`.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
  return `spikewise-sweep-${words.slice(0, 80)}.${extension}`;
}
