import { expect, test } from 'vitest';
import { denseLayer } from '../engine/testing/layers.ts';
import { toLayers } from './chain.ts';
import { analogFootprint, type LayerTally, neuroBench } from './neurobench.ts';
import { parseNotation } from './notation.ts';

const once = { images: 1, steps: 1, footprint: 0 };

test('the worked example: 4 effective operations of 9 dense ones', () => {
  // W = [[1.3, 0, −3.2], [0, 1.2, −5.1], [−1.1, 2.7, 0]] as a row for each input, x = [0, 1.3, −1].
  const weight = Float32Array.of(1.3, 0, -1.1, 0, 1.2, 2.7, -3.2, -5.1, 0);
  const tally: LayerTally = {
    layer: denseLayer(3, 3),
    weight,
    nonZero: [0, 1, 1],
    binary: false,
    active: null,
  };
  const found = neuroBench([tally], once);
  expect([found.effectiveMacs, found.effectiveAcs, found.dense]).toEqual([4, 0, 9]);
  // 3 of 9 weights are 0.
  expect(found.connectionSparsity).toBe(0.3333);
  expect(found.activationSparsity).toBe(0);
  const spikes = neuroBench([{ ...tally, binary: true }], once);
  expect([spikes.effectiveMacs, spikes.effectiveAcs, spikes.dense]).toEqual([0, 4, 9]);
});

test('operations are summed over examples and steps, and zeros over layers', () => {
  const [hidden, output] = [denseLayer(2, 3), denseLayer(3, 2)];
  const found = neuroBench(
    [
      { layer: hidden, weight: null, nonZero: [4, 1], binary: false, active: { nonZero: 5, all: 24 } },
      { layer: output, weight: null, nonZero: [3, 0, 2], binary: true, active: null },
    ],
    { images: 2, steps: 4, footprint: 68 },
  );
  // (4 + 1) · 3 and (3 + 0 + 2) · 2; 12 connections, 2 examples, 4 steps.
  expect(found).toMatchObject({
    effectiveMacs: 15,
    effectiveAcs: 10,
    dense: 96,
    activationSparsity: 19 / 24,
    connectionSparsity: 0,
    footprint: 68,
  });
});

test('the bytes of an analog network are those of its parameters and running statistics', () => {
  const layers = toLayers(parseNotation('4x4-c2s2-3n0-2'));
  // conv: 18 weights, bias, γ, β, mean, variance of 2; dense: 24 + 3; output: 6 + 2.
  expect(analogFootprint(layers)).toBe(4 * (18 + 5 * 2 + 27 + 8));
});
