/** Adds what passes found over their groups up to the whole batch, in the order of the tree. */
import { halvesOf, type Range } from '../work/groups.ts';

/** A sum over some groups that is a node of the tree. */
export interface Node<T> {
  readonly range: Range;
  readonly value: T;
}

/**
 * Returns the sum of a node of the tree from nodes that lie below it and cover it. `add` may change
 * and return what is on the left. Throws a RangeError when they do not cover it.
 */
export function addNodes<T>(range: Range, nodes: readonly Node<T>[], add: (left: T, right: T) => T): T {
  const known = nodes.find(({ range: own }) => own.from === range.from && own.count === range.count);
  if (known) return known.value;
  if (range.count === 1) throw new RangeError(`nobody has summed group ${range.from}`);
  const [left, right] = halvesOf(range);
  return add(addNodes(left, nodes, add), addNodes(right, nodes, add));
}
