/**
 * Divides a batch into groups, so that what is learnt does not depend on how many workers compute
 * it. A group owns a fixed part of the training images and shuffles it by itself; workers take
 * neighbouring groups. Sums over groups are added as a fixed tree (kernels/training/tree.ts).
 */
import { leftLeaves } from '../../backends/kernels/training/tree.ts';
import { type Layer, outputChannels, outputShape } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import { type Crew, shareOf } from './crew.ts';
import { createRandom, type Random } from './random.ts';

/** Least number of values of a channel on which batch norm takes its statistics. */
export const leastValues = 16;

/**
 * Returns the number of groups of a batch: `groups`, or fewer where a batch-norm channel would see
 * fewer than {@link leastValues} values in one of them; at least 1.
 */
export function groupCount(
  { groups, batchSize }: { readonly groups: number; readonly batchSize: number },
  layers: readonly Pick<Layer, 'batchNorm' | 'synapse'>[],
): number {
  const perExample = layers
    .filter(({ batchNorm }) => batchNorm)
    .map(({ synapse }) => sizeOf(outputShape(synapse)) / outputChannels(synapse));
  const leastExamples = Math.max(1, ...perExample.map((values) => Math.ceil(leastValues / values)));
  return Math.max(1, Math.min(groups, Math.floor(batchSize / leastExamples)));
}

export interface Group {
  /** Number of its examples in every batch. */
  readonly size: number;
  /** Its training images: `count` of them from `start` on. */
  readonly start: number;
  readonly count: number;
}

/** The division of a training set and of its batches into groups. */
export interface Division {
  readonly batchSize: number;
  /** Number of batches of an epoch: ⌊images / batch⌋. */
  readonly batches: number;
  readonly groups: readonly Group[];
}

/**
 * Divides `images` training images. Group g owns those in proportion to its size b_g, which are at
 * least batches · b_g; what an epoch leaves over is fewer than a batch.
 */
export function divide(images: number, batchSize: number, groups: number): Division {
  const edge = (of: number) => Math.floor((images * of) / batchSize);
  return {
    batchSize,
    batches: Math.floor(images / batchSize),
    groups: Array.from({ length: groups }, (_, rank) => {
      const { start, count: size } = shareOf(batchSize, { rank, size: groups });
      return { size, start: edge(start), count: edge(start + size) - edge(start) };
    }),
  };
}

/** Neighbouring things: `count` of them from `from` on. */
export interface Range {
  readonly from: number;
  readonly count: number;
}

/** Returns the groups of a member of a crew. */
export function ownGroups({ groups }: Division, crew: Pick<Crew, 'rank' | 'size'>): Range {
  const { start, count } = shareOf(groups.length, crew);
  return { from: start, count };
}

/** Returns the training images of a member of a crew, which lie side by side. */
export function ownImages(division: Division, crew: Pick<Crew, 'rank' | 'size'>): Range {
  const { from, count } = ownGroups(division, crew);
  const own = division.groups.slice(from, from + count);
  return { from: own[0]?.start ?? 0, count: own.reduce((sum, group) => sum + group.count, 0) };
}

/**
 * Returns the passes in which a member of a crew computes its groups: the largest whole nodes of
 * the tree that it owns, or every group by itself where groups cannot go `together`.
 */
export function passesOf(
  division: Division,
  crew: Pick<Crew, 'rank' | 'size'>,
  together: boolean,
): readonly Range[] {
  const own = ownGroups(division, crew);
  if (!together) return Array.from({ length: own.count }, (_, i) => ({ from: own.from + i, count: 1 }));
  return nodesWithin(own, { from: 0, count: division.groups.length });
}

function nodesWithin(own: Range, node: Range): Range[] {
  const end = own.from + own.count;
  if (node.from >= end || node.from + node.count <= own.from) return [];
  if (node.from >= own.from && node.from + node.count <= end) return [node];
  return halvesOf(node).flatMap((half) => nodesWithin(own, half));
}

/** Returns the two nodes below a node of at least two groups. */
export function halvesOf({ from, count }: Range): readonly [Range, Range] {
  const left = leftLeaves(count);
  return [
    { from, count: left },
    { from: from + left, count: count - left },
  ];
}

/**
 * Creates the shuffles of all groups, each a stream of its own, as they are after `epochs` epochs,
 * in each of which a group is shuffled once.
 */
export function createShuffles(
  { groups }: Division,
  seed: number,
  purpose: string,
  epochs = 0,
): readonly Random[] {
  return groups.map(({ count }, g) => {
    const shuffle = createRandom(seed, `${purpose} of group ${g}`);
    shuffle.skipPermutations(epochs, count);
    return shuffle;
  });
}
