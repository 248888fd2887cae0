/**
 * The fixed binary tree in which the sums of groups are added, so that a sum has the same bits
 * whoever computes which part of it: a leaf is the sum of a group, a node is left + right rounded
 * to single precision. `count` neighbouring leaves part into ⌊count / 2⌋ and the rest.
 */

/** Returns the number of leaves on the left side of a node of `count` leaves, at least 2. */
export function leftLeaves(count: number): number {
  return Math.floor(count / 2);
}

/**
 * Returns the additions of a tree of `count` leaves in order: the sum at `from` is added to that at
 * `into`. The sum of all ends at 0.
 */
export function treeAdditions(count: number, first = 0): { readonly into: number; readonly from: number }[] {
  if (count < 2) return [];
  const left = leftLeaves(count);
  return [
    ...treeAdditions(left, first),
    ...treeAdditions(count - left, first + left),
    { into: first, from: first + left },
  ];
}
