/** Tests what counts stand for beside activations. */
import { expect, test } from 'vitest';
import { differenceOf, worth } from './against.ts';

test('a count is worth ϑ a spike, by channel where there are several', () => {
  const layer = { counts: Float32Array.from([1, 2, 3, 0]), threshold: [0.5, 0.25] };
  expect([0, 1, 2, 3].map((neuron) => worth(layer, neuron))).toEqual([0.5, 0.5, 1.5, 0]);
});

test('the difference has its mean, its largest and the share of the bound', () => {
  const layer = { counts: Float32Array.from([4, 2, 0]), threshold: [0.5] };
  const found = differenceOf(layer, Float32Array.from([3, 1.25, 0]), 4);
  expect(found).toEqual({ mean: 1.25 / 3, largest: 1, at: 0, share: 1.25 / 3 / 2 });
});

test('a layer whose channels are all silent has no share', () => {
  const layer = { counts: Float32Array.from([0]), threshold: [0] };
  expect(differenceOf(layer, Float32Array.from([2]), 4)).toEqual({ mean: 2, largest: 2, at: 0, share: 0 });
});
