import { expect, test } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { untunedMacs } from './untuned-work.ts';

const spec = presetSpec('first-look-paper');
/** One dense layer of 784 × 16 connections and a readout of 16 × 10. */
const dense = { ...spec, network: '28x28-16-10', timeSteps: 4, calibrationCount: 20 };

test('each image goes through the analog layers once, and through the spiking ones at each step', () => {
  expect(untunedMacs(dense, dense, 10)).toBe(30 * (784 * 16 + 160 + 4 * 0.15 * 160));
});

test('a layer behind a pool takes no single spikes, and is computed whole at each step', () => {
  const pooled = { ...dense, network: '28x28-c2s1-a2-10' };
  const [conv, readout] = [2 * 9 * 28 * 28 - 2 * (4 * 28 * 3 - 4), 14 * 14 * 2 * 10];
  expect(untunedMacs(pooled, pooled, 10)).toBe(30 * (conv + readout + 4 * readout));
});

test('a threshold for each channel takes a thousand images at least', () => {
  const channel = { ...dense, thresholdScope: 'channel' as const };
  expect(untunedMacs(channel, channel, 0) / untunedMacs(dense, dense, 0)).toBe(1000 / 20);
});
