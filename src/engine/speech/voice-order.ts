/**
 * Scores separated voices in the better of both orders: a separator does not say which of its
 * voices is whose.
 */
import { mostDecibels, type Ratio, siSdr } from './si-sdr.ts';

/** Two sounds `[samples]`. */
export type SoundPair = readonly [ArrayLike<number>, ArrayLike<number>];

export interface OrderedRatios {
  /** The estimate of each target, by its place. */
  readonly order: readonly [0, 1] | readonly [1, 0];
  /** The ratio of each target's estimate. */
  readonly ratios: readonly [Ratio, Ratio];
}

/** Returns a ratio in dB as it counts in a mean: silence, which has none, counts as the worst. */
export function countedDecibels(ratio: Ratio): number {
  switch (ratio.kind) {
    case 'ratio':
      return ratio.decibels;
    case 'silent':
      return -mostDecibels;
  }
}

/** Returns the mean of two ratios in dB. */
export function meanDecibels([first, second]: readonly [Ratio, Ratio]): number {
  return (countedDecibels(first) + countedDecibels(second)) / 2;
}

/**
 * Returns the ratios of two estimates to two targets in the order that gives more, the first of
 * equals. Throws a RangeError as {@link siSdr} does.
 */
export function inBetterOrder(estimates: SoundPair, targets: SoundPair): OrderedRatios {
  const inOrder = (order: OrderedRatios['order']): OrderedRatios => ({
    order,
    ratios: [siSdr(estimates[order[0]], targets[0]), siSdr(estimates[order[1]], targets[1])],
  });
  const [straight, swapped] = [inOrder([0, 1]), inOrder([1, 0])];
  return meanDecibels(swapped.ratios) > meanDecibels(straight.ratios) ? swapped : straight;
}
