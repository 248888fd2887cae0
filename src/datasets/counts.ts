/** Checks how many examples of each split are asked for. */
import { DataError, type SplitCounts } from './dataset.ts';

export const splitNames = ['train', 'validation', 'test'] as const;

/** Throws a {@link DataError} when a data set has fewer images than that, or for half of one. */
export function checkCounts(id: string, counts: SplitCounts, available: SplitCounts): void {
  for (const split of splitNames) {
    const count = counts[split];
    if (!Number.isInteger(count) || count < 0 || count > available[split])
      throw new DataError(`${id} has ${available[split]} ${split} images; ${count} cannot be loaded.`);
  }
}
