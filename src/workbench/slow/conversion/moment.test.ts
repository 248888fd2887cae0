/** Tests what is shown of the moment of conversion. */
import { expect, test } from 'vitest';
import { exampleNeurons, sumsOf } from './moment.ts';

const moment = {
  activations: Float32Array.from([0, 0.5, 3, 0, 1.25, 2]),
  counts: Float32Array.from([0, 1, 4, 0, 2, 4]),
  threshold: [0.5],
};

test('examples go in equal steps from the largest activation down', () => {
  expect(exampleNeurons(moment, 3)).toEqual([
    { neuron: 2, activation: 3, theta: 0.5, count: 4 },
    { neuron: 5, activation: 2, theta: 0.5, count: 4 },
    { neuron: 4, activation: 1.25, theta: 0.5, count: 2 },
  ]);
  expect(exampleNeurons(moment, 10).map(({ neuron }) => neuron)).toEqual([2, 5, 4, 1]);
  expect(exampleNeurons(moment, 1).map(({ neuron }) => neuron)).toEqual([2]);
  expect(exampleNeurons({ ...moment, activations: new Float32Array(6) }, 4)).toEqual([]);
});

test('examples leave out none of the large ones where most are small', () => {
  const activations = Float32Array.from({ length: 100 }, (_, i) => (i < 3 ? 10 - 4 * i : 0.01 * i));
  const shown = exampleNeurons({ ...moment, activations, counts: activations }, 5);
  expect(shown.map(({ neuron }) => neuron).slice(0, 3)).toEqual([0, 1, 2]);
  expect(new Set(shown.map(({ neuron }) => neuron)).size).toBe(5);
});

test('sums count what is above 0 and above the bound, and hold both branches side by side', () => {
  // With ϑ 0.5 and 4 steps the bound is 2: 3 lies above it, 2 on it.
  expect(sumsOf(moment, 4)).toEqual({
    active: 4,
    clipped: 1,
    largest: 3,
    spikes: 11,
    error: (1 + 0.25) / 6,
    analog: 6.75,
    counted: 5.5,
  });
});

test('each channel has its own bound', () => {
  const sums = sumsOf({ ...moment, threshold: [0.5, 0.25] }, 4);
  // Neurons 1, 3 and 5 have the bound 1.
  expect(sums.clipped).toBe(2);
  expect(sums.counted).toBe(0.25 + 2 + 1 + 1);
});
