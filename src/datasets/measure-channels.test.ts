import { expect, test } from 'vitest';
import { byteScaling, noScaling } from '../engine/examples/scaling.ts';
import { measureChannels } from './measure-channels.ts';
import { shapes } from './shapes.ts';

test('mean and deviation are those of the first images, channel by channel', () => {
  const train = { count: 3, inputs: Uint8Array.of(0, 255, 51, 255, 102, 0), labels: new Uint16Array(3) };
  expect(measureChannels({ train, inputShape: [1, 1, 2], scaling: byteScaling }, 3)).toEqual({
    // 0, 0.2, 0.4 and 1, 1, 0, rounded to five places.
    mean: [0.2, 0.66667],
    deviation: [0.1633, 0.4714],
  });
  expect(measureChannels({ train, inputShape: [1, 1, 2], scaling: byteScaling }, 1).mean).toEqual([0, 1]);
});

test('a channel that never changes is divided by 1', () => {
  const train = { count: 2, inputs: Float32Array.of(-3, -3), labels: new Uint16Array(2) };
  expect(measureChannels({ train, inputShape: [1, 1, 1], scaling: noScaling }, 2)).toEqual({
    mean: [-3],
    deviation: [1],
  });
});

test('the synthetic shapes have mean 0 and deviation 1 once they are normalised', async () => {
  const counts = { train: 500, validation: 32, test: 32 };
  const set = await shapes.load(() => Promise.reject(new Error('nothing is read')), counts);
  const { mean, deviation } = measureChannels(set, 500);
  for (let c = 0; c < 3; c++) {
    const values = set.train.inputs.filter((_, i) => i % 3 === c);
    const scaled = Float64Array.from(values, (value) => (value / 255 - mean[c]!) / deviation[c]!);
    const middle = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
    expect(middle).toBeCloseTo(0, 3);
    expect(scaled.reduce((sum, value) => sum + value ** 2, 0) / scaled.length).toBeCloseTo(1, 3);
  }
});
