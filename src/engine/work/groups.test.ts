/**
 * Tests the laws of groups: what they own and how workers share them never depends on the number of
 * workers, and no epoch is left without a batch.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { divide, groupCount, ownGroups, ownImages, passesOf } from './groups.ts';

const mostWorkers = 8;
const mostGroups = 8;

test('every group has ⌊n / batch⌋ batches, for every n up to 1,024, batch and number of groups', () => {
  for (let images = 1; images <= 1024; images++)
    for (let batchSize = 1; batchSize <= images; batchSize++)
      for (const groups of [1, 2, 3, 4, 8]) {
        if (groups > batchSize) continue;
        const { batches, groups: parts } = divide(images, batchSize, groups);
        const enough = parts.every(({ size, count }) => size > 0 && count >= batches * size);
        // One comparison a case, because there are millions of them.
        if (batches !== Math.floor(images / batchSize) || batches === 0 || !enough)
          expect({ images, batchSize, groups, batches, parts }).toBe('enough for every batch');
      }
});

const divisions = fc
  .record({
    images: fc.integer({ min: 1, max: 1024 }),
    batch: fc.integer({ min: 1, max: 1024 }),
    groups: fc.integer({ min: 1, max: mostGroups }),
    size: fc.integer({ min: 1, max: mostWorkers }),
  })
  .map(({ images, batch, groups, size }) => {
    const batchSize = Math.min(images, batch);
    return { division: divide(images, batchSize, Math.min(groups, batchSize)), images, batchSize, size };
  });

test('groups part batch and images without a gap, and have enough for every batch', () => {
  fc.assert(
    fc.property(divisions, ({ division: { groups, batches }, images, batchSize }) => {
      expect(batches).toBe(Math.floor(images / batchSize));
      let next = 0;
      for (const { size, start, count } of groups) {
        expect(start).toBe(next);
        expect(count).toBeGreaterThanOrEqual(batches * size);
        next += count;
      }
      expect(next).toBe(images);
      expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(batchSize);
      expect(
        Math.max(...groups.map(({ size }) => size)) - Math.min(...groups.map(({ size }) => size)),
      ).toBeLessThan(2);
    }),
  );
});

test('the passes of all workers are every group once, in order, and whole nodes of the tree', () => {
  fc.assert(
    fc.property(divisions, fc.boolean(), ({ division, size }, together) => {
      const count = division.groups.length;
      const ranks = Array.from({ length: size }, (_, rank) => passesOf(division, { rank, size }, together));
      const groups = ranks
        .flat()
        .flatMap(({ from, count: own }) => Array.from({ length: own }, (_, i) => from + i));
      expect(groups).toEqual(Array.from({ length: count }, (_, g) => g));
      for (const { from, count: own } of ranks.flat()) {
        if (!together) expect(own).toBe(1);
        expect(isNode(from, own, 0, count)).toBe(true);
      }
      if (size === 1 && together) expect(ranks).toEqual([[{ from: 0, count }]]);
      for (const rank of Array.from({ length: size }, (_, q) => q)) {
        const { from, count: own } = ownGroups(division, { rank, size });
        const counts = division.groups.slice(from, from + own).map((group) => group.count);
        expect(ownImages(division, { rank, size }).count).toBe(counts.reduce((a, b) => a + b, 0));
      }
    }),
  );
});

/** Halves the tree by hand: ⌊n / 2⌋ leaves are on the left. */
function isNode(from: number, count: number, nodeFrom: number, nodeCount: number): boolean {
  if (from === nodeFrom && count === nodeCount) return true;
  if (nodeCount < 2) return false;
  const left = Math.floor(nodeCount / 2);
  return isNode(from, count, nodeFrom, left) || isNode(from, count, nodeFrom + left, nodeCount - left);
}

test('three workers of four groups have 1, 1 and 2', () => {
  const division = divide(600, 128, 4);
  const counts = [0, 1, 2].map((rank) => ownGroups(division, { rank, size: 3 }).count);
  expect(counts).toEqual([1, 1, 2]);
});

test.each([
  // A dense layer has one value an example.
  ['28x28-100-10', 4, 128, 4],
  ['28x28-100-10', 4, 63, 3],
  ['28x28-100-10', 4, 8, 1],
  ['28x28-100-10', 8, 66, 4],
  // The last convolution has 2×2 values an example.
  ['8x8-c4s2-c8s2-10', 8, 8, 2],
  ['8x8-c4s2-c8s2-10', 8, 512, 8],
  // Without batch norm only the batch limits it.
  ['28x28-10', 8, 128, 8],
  ['28x28-10', 4, 3, 3],
])('%s with %s groups of a batch of %s has %s', (network, groups, batchSize, wanted) => {
  expect(groupCount({ groups, batchSize }, toLayers(parseNotation(network)))).toBe(wanted);
});

test('no group has fewer than 16 values a channel unless it is the only one', () => {
  const size = fc.integer({ min: 1, max: 512 });
  fc.assert(
    fc.property(
      size,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 8 }),
      (batchSize, side, groups) => {
        const layers = toLayers(parseNotation(`${side}x${side}-c4k1s1p0-10`));
        const count = groupCount({ groups, batchSize }, layers);
        if (count > 1) expect(Math.floor(batchSize / count) * side * side).toBeGreaterThanOrEqual(16);
        if (count < groups) expect(Math.floor(batchSize / (count + 1)) * side * side).toBeLessThan(16);
      },
    ),
  );
});
