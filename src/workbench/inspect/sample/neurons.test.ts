import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../networks/layer.ts';
import { evenlySpaced, mostActive, neuronName, neuronPlace, neuronWords, pickNeurons } from './neurons.ts';

const convolution: Layer = {
  name: 'conv1',
  before: [],
  batchNorm: null,
  synapse: {
    kind: 'conv2d',
    inputShape: [4, 5, 1],
    outputShape: [4, 5, 3],
    kernel: [3, 3],
    stride: [1, 1],
    padding: { before: [1, 1], after: [1, 1] },
    dilation: [1, 1],
  },
};
const along: Layer = {
  ...convolution,
  synapse: { ...convolution.synapse, inputShape: [1, 20, 1], outputShape: [1, 20, 3] } as Layer['synapse'],
};
const dense: Layer = {
  name: 'fc2',
  before: [],
  batchNorm: null,
  synapse: { kind: 'dense', inputSize: 60, outputSize: 10 },
};

describe('picking neurons', () => {
  it('takes the busiest first, equals in order', () => {
    expect(mostActive([1, 5, 0, 5, 2], 3)).toEqual([1, 3, 4]);
    expect(mostActive([1, 2], 48)).toEqual([1, 0]);
  });

  it('spreads over the whole layer without repeats', () => {
    expect(evenlySpaced(10, 3)).toEqual([1, 5, 8]);
    expect(evenlySpaced(2, 48)).toEqual([0, 1]);
    expect(new Set(evenlySpaced(12544, 48)).size).toBe(48);
  });

  it('shows pins that the layer has', () => {
    expect(pickNeurons('pinned', [0, 0, 0], [2, 7], 48)).toEqual([2]);
    expect(pickNeurons('even', [0, 0, 0], [], 48)).toEqual([0, 1, 2]);
    expect(pickNeurons('active', [0, 3, 0], [], 1)).toEqual([1]);
  });
});

describe('naming neurons', () => {
  it('counts row, column and channel with channels innermost', () => {
    expect(neuronPlace(convolution, 2 * 15 + 3 * 3 + 1)).toEqual({ row: 2, column: 3, channel: 1 });
    expect(neuronName(convolution, 2 * 15 + 3 * 3 + 1)).toBe('2·3·1');
    expect(neuronWords(convolution, 0)).toBe('row 0 · col 0 · channel 0');
  });

  it('counts frames along a signal', () => {
    expect(neuronName(along, 14 * 3 + 2)).toBe('14·2');
    expect(neuronWords(along, 14 * 3 + 2)).toBe('frame 14 · channel 2');
  });

  it('numbers the neurons of a dense layer', () => {
    expect(neuronPlace(dense, 7)).toBeNull();
    expect(neuronName(dense, 7)).toBe('7');
  });
});
