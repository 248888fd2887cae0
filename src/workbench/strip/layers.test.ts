import { describe, expect, it } from 'vitest';
import { stripOfLayers, stripOfNotation } from './layers.ts';

describe('the strip before a run', () => {
  it('reads the preset network from its notation', () => {
    expect(stripOfNotation('28x28-c8s2-c16s2-64-10')).toEqual({
      input: '28×28',
      layers: [
        { name: 'conv1', kernel: '8c3 s2', size: '1,568 neurons', hidden: true },
        { name: 'conv2', kernel: '16c3 s2', size: '784 neurons', hidden: true },
        { name: 'fc3', kernel: '784→64', size: '64 neurons', hidden: true },
        { name: 'output', kernel: '64→10', size: '10 potentials', hidden: false },
      ],
    });
  });

  it('names the frames of a signal', () => {
    const network = stripOfNotation('1x8000-e8k20s10-c8k1s1-c16k1s1');
    expect(network?.input).toBe('799\u00a0frames × 8');
  });

  it('has nothing to say about a network that does not parse', () => {
    expect(stripOfNotation('28x28-c8s2-')).toBeNull();
  });
});

describe('the strip of a run', () => {
  it('describes its layers in the same words', () => {
    const network = stripOfLayers([
      {
        name: 'conv1',
        before: [],
        synapse: {
          kind: 'conv2d',
          inputShape: [32, 32, 3],
          outputShape: [16, 16, 8],
          kernel: [3, 3],
          stride: [2, 2],
          padding: { before: [1, 1], after: [1, 1] },
          dilation: [1, 1],
        },
        batchNorm: null,
      },
      {
        name: 'output',
        before: [{ kind: 'flatten', inputShape: [16, 16, 8] }],
        synapse: { kind: 'dense', inputSize: 2048, outputSize: 10 },
        batchNorm: null,
      },
    ]);
    expect(network).toEqual({
      input: '32×32×3',
      layers: [
        { name: 'conv1', kernel: '8c3 s2', size: '2,048 neurons', hidden: true },
        { name: 'output', kernel: '2,048→10', size: '10 potentials', hidden: false },
      ],
    });
  });
});
