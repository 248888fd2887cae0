/** Moves over the places of a chart by keys. */

/**
 * Returns the index that a key leads to from `index` (−1: none) among `count`; −1 when the key
 * deselects them all, undefined for any other key.
 */
export function stepTo(key: string, index: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
      return Math.min(index + 1, last);
    case 'ArrowLeft':
      return index < 0 ? last : Math.max(index - 1, 0);
    case 'Home':
      return Math.min(0, last);
    case 'End':
      return last;
    case 'Escape':
      return -1;
    default:
      return undefined;
  }
}
