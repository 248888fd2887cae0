/** Finds the pairs of classes that a run confused, and says in words what is shown of them. */
import type { SnnReport } from '../../../runs/records/report.ts';
import { type ConfusedPair, confusedPairs, mostPairsKept } from '../../../tasks/confused-pairs.ts';
import { whole } from '../../shared/format.ts';

/** Most pairs that are listed. */
export const mostListed = 20;

type Measured = Pick<SnnReport, 'confusion' | 'confusedPairs'>;

/** Returns the pairs of a run, most often confused first; null where it has not counted them. */
export function pairsOf({ confusion, confusedPairs: kept }: Measured): readonly ConfusedPair[] | null {
  return confusion ? confusedPairs(confusion) : (kept ?? null);
}

/** Returns the pairs with a class; all without one. */
export function pairsWith(pairs: readonly ConfusedPair[], chosen: number | null): readonly ConfusedPair[] {
  if (chosen === null) return pairs;
  return pairs.filter(({ label, answer }) => label === chosen || answer === chosen);
}

/** Says which of the pairs are listed, and what is left out. */
export function listWords({ confusion }: Measured, pairs: number, name: string | null): string {
  const of = name === null ? '' : ` with ${name}`;
  const listed =
    pairs > mostListed
      ? `The ${mostListed} most often confused of ${whole(pairs)} pairs of classes${of}.`
      : pairs === 0
        ? `No two classes were confused${of}.`
        : `Every pair of classes${of} that was confused.`;
  if (confusion) return listed;
  return `${listed} With more than 100 classes a run keeps no whole matrix, and at most ${mostPairsKept} pairs.`;
}
