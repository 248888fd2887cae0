/** Tells the split that a folder or a cell of a table names. */
import type { SplitCounts } from '../../dataset.ts';

/** Names as sets of speech have them: `train-clean-100`, `dev-clean`, `tr`, `cv`, `tt`. */
const patterns: readonly (readonly [keyof SplitCounts, RegExp])[] = [
  ['train', /^(train|training|tr)([-_.]?[0-9]+)?([-_].*)?$/i],
  ['validation', /^(val|valid|validation|dev|cv|cross-?validation)([-_].*)?$/i],
  ['test', /^(test|testing|tt|eval)([-_].*)?$/i],
];

/** Returns the split of this name; null where it names none. */
export function splitNamed(name: string): keyof SplitCounts | null {
  return patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
