import { expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import { parametersTouched } from './parameters-touched.ts';

const base = { ...presetSpec('first-look@2'), network: '28x28-c2s2-5-10' };
/**
 * Parameters of the convolution: 3×3 kernels, 2 biases and a scale and a shift each. The dense
 * layer has 14 × 14 × 2 inputs; the output has no batch norm.
 */
const conv = 9 * 2 + 2 + 2 * 2;
const dense = 392 * 5 + 5 + 2 * 5;
const output = 5 * 10 + 10;

const touched = (bestEpochs: readonly number[], change: Partial<RunSpec> = {}) =>
  parametersTouched(
    {
      spec: { ...base, ...change },
      stages: bestEpochs.map((bestEpoch, i) => ({ stage: i + 1, bestEpoch })),
    },
    toLayers(parseNotation(base.network)),
  );

test('stages that kept an epoch moved their layer and all after it', () => {
  expect(touched([2, 1])).toBe(conv + dense + output);
  expect(touched([0, 3])).toBe(dense + output);
  expect(touched([0, 0, 1], { readoutStage: true })).toBe(output);
});

test('nothing trained, or nothing kept of it, is nothing touched', () => {
  expect(touched([])).toBe(0);
  expect(touched([0, 0])).toBe(0);
});

test('a coupled layer that is frozen is not touched from stage 2 on', () => {
  const release = { trainCoupledLayer: false };
  expect(touched([1, 0], release)).toBe(conv + dense + output);
  expect(touched([0, 1], release)).toBe(output);
  expect(touched([0, 0, 1], { ...release, readoutStage: true })).toBe(output);
});

test('a stage of all layers moves them all', () => {
  expect(touched([4], { method: 'clip-floor-shift' })).toBe(conv + dense + output);
});
