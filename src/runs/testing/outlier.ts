/**
 * Breaks a network on purpose: one neuron is much louder than all others, yet the analog network
 * computes the same.
 */
import { inputChannels, outputChannels } from '../../networks/layer.ts';
import type { StartNetwork } from '../execution/materials.ts';

/**
 * Scales a channel of hidden layer `l` (of a dense layer: a neuron) by `factor` behind its batch
 * norm, and the weights that read it by 1 / `factor`. ReLU passes a positive factor on, so the
 * ANN's function stays the same up to rounding.
 */
export function withOutlier(start: StartNetwork, l: number, channel: number, factor: number): StartNetwork {
  const values = start.values.map((layer, k) => {
    if (k === l) {
      const { gamma, beta, ...statistics } = layer.batchNorm!;
      const louder = (v: Float32Array) => v.map((x, c) => (c === channel ? x * factor : x));
      return { ...layer, batchNorm: { ...statistics, gamma: louder(gamma), beta: louder(beta) } };
    }
    if (k !== l + 1) return layer;
    const { synapse } = start.layers[k]!;
    const outputs = outputChannels(synapse);
    const inputs = inputChannels(synapse);
    const channels = start.values[l]!.bias.length;
    // Row-major with the output last; through a flatten channels repeat.
    const reads = (i: number) => (Math.floor(i / outputs) % inputs) % channels === channel;
    return { ...layer, weight: layer.weight.map((w, i) => (reads(i) ? w / factor : w)) };
  });
  return { ...start, values };
}
