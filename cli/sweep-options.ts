/**
 * The options that name a sweep: those of its base, and its grid and seeds, or a link that holds
 * them all.
 */
import { readWhole } from '../src/runs/spec/typed-number.ts';
import { decodeGridOptions, sweepOver } from '../src/runs/sweep/grid-text.ts';
import type { SweepSpec } from '../src/runs/sweep/sweep.ts';
import { SweepError } from '../src/runs/sweep/sweep-error.ts';
import { linkIn, type SpecOptions, specOf } from './spec-options.ts';

export interface SweepOptions extends SpecOptions {
  readonly grid?: readonly string[];
  readonly seeds?: string;
}

/** Returns the sweep. Throws {@link SweepError} or SpecError with everything that is wrong. */
export function sweepOf({ grid, seeds, ...base }: SweepOptions): SweepSpec {
  const linked = base.link === undefined ? null : linkIn(base.link).sweep;
  if (linked) {
    if (grid || seeds !== undefined || base.set)
      throw new SweepError(['the link is a whole sweep; leave out --grid, --seeds and --set']);
    // Throws when a preset stands beside a link.
    specOf(base, 'sweep');
    return linked;
  }
  if (!grid)
    throw new SweepError(['the grid is empty; give --grid once per setting, as --grid timeSteps=1,2,4']);
  return sweepOver(specOf(base), decodeGridOptions(grid), seeds === undefined ? 1 : whole(seeds));
}

function whole(text: string): unknown {
  const value = readWhole(text);
  return Number.isNaN(value) ? text : value;
}
