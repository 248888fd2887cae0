/** Computes totals over a chain, and holds the largest that a link or a file may ask for. */

import { writeCount } from '../tasks/writing.ts';
import { type Layer, neuronCount, outputChannels, weightShape } from './layer.ts';
import { sizeOf } from './shape.ts';

/**
 * Largest number of weights and of neurons per network; more would only end in a page out of
 * memory. VGG-16 for 224×224×3 has 138 million weights and 13.6 million neurons, the
 * paper's separator 21.3 million neurons in 4 s.
 */
const maxWeights = 1 << 28;
export const maxNeurons = 1 << 25;

type Sized = Pick<Layer, 'synapse'>;

/** Returns why a network is too large for any machine that runs this, or null when it is not. */
export function sizeProblem(layers: readonly Sized[]): string | null {
  const [weights, neurons] = [weightCount(layers), neuronTotal(layers)];
  if (weights > maxWeights) return `${writeCount(weights)} weights; at most ${writeCount(maxWeights)}`;
  if (neurons > maxNeurons) return `${writeCount(neurons)} neurons; at most ${writeCount(maxNeurons)}`;
  return null;
}

/** Returns the number of weights of all synapses, biases left out. */
export function weightCount(layers: readonly Sized[]): number {
  return layers.reduce((sum, { synapse }) => sum + sizeOf(weightShape(synapse)), 0);
}

/** Returns the number of neurons of all layers, the outputs included. */
export function neuronTotal(layers: readonly Sized[]): number {
  return layers.reduce((sum, layer) => sum + neuronCount(layer), 0);
}

/** Returns the number of trained values: weights and biases, scales and shifts of batch norms. */
export function parameterCount(layers: readonly Layer[]): number {
  return layers.reduce((sum, { synapse, batchNorm }) => {
    const channels = outputChannels(synapse);
    return sum + sizeOf(weightShape(synapse)) + channels + (batchNorm ? 2 * channels : 0);
  }, 0);
}
