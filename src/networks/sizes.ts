/** Computes totals over a chain. */
import { type Layer, neuronCount, outputChannels, weightShape } from './layer.ts';
import { sizeOf } from './shape.ts';

/** Returns the number of weights of all synapses, biases left out. */
export function weightCount(layers: readonly Layer[]): number {
  return layers.reduce((sum, { synapse }) => sum + sizeOf(weightShape(synapse)), 0);
}

/** Returns the number of neurons of all layers, the outputs included. */
export function neuronTotal(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => sum + neuronCount(layer), 0);
}

/** Returns the number of trained values: weights and biases, scales and shifts of batch norms. */
export function parameterCount(layers: readonly Layer[]): number {
  return layers.reduce((sum, { synapse, batchNorm }) => {
    const channels = outputChannels(synapse);
    return sum + sizeOf(weightShape(synapse)) + channels + (batchNorm ? 2 * channels : 0);
  }, 0);
}
