/** Tests what the diagnostics of a layer say of the spikes that it sends. */
import { expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { heldValues } from '../hybrid/value-blocks.ts';
import { diagnose } from './diagnostics.ts';

/** Counts of a layer of 4×4 neurons on two images. */
const counts = Float32Array.of(
  ...[2, 4, 0, 3, 1, 0, 2, 2, 0, 0, 5, 1, 0, 0, 1, 6],
  ...[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0],
);

test.each([
  ['s1-3', (27 + 5) * 3],
  ['s1-a2-3', (27 + 5) * 3],
  // Of each window the largest: 4, 3, 0, 6, and 1, 0, 0, 2.
  ['s1-m2-3', (13 + 3) * 3],
])('operations of the layer behind 4x4-c1%s are those of the spikes that arrive', async (behind, wanted) => {
  const [, next] = toLayers(parseNotation(`4x4-c1${behind}`));
  const values = heldValues(counts, 1, 2);
  const threshold = { upperBound: Float32Array.of(6), threshold: Float32Array.of(1), dead: 0 };
  const { synapticOperations, firingRate } = await diagnose(values, values, threshold, 8, next!);
  expect(synapticOperations).toBe(wanted / 2);
  expect(firingRate).toBeCloseTo(32 / 32 / 8, 9);
});
