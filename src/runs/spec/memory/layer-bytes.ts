/** The bytes of what a layer has and makes, from its records alone. */
import { chunksOf } from '../../../backends/kernels/spiking/contract.ts';
import { takesEvents } from '../../../engine/spiking/events.ts';
import { stepFacts } from '../../../networks/kinds/index.ts';
import {
  arrivingShape,
  type Layer,
  neuronCount,
  outputChannels,
  weightShape,
} from '../../../networks/layer.ts';
import { sizeOf } from '../../../networks/shape.ts';

const float = 4;

export interface LayerBytes {
  readonly name: string;
  readonly weights: number;
  /** Weights, biases and the four vectors of batch norm. */
  readonly parameters: number;
  /** What gradients move: without the running statistics. */
  readonly trained: number;
  /** Whether batch norm is folded into other weights than those that are trained. */
  readonly folds: boolean;
  /** What arrives for one image, before the linear steps. */
  readonly arriving: number;
  /** What the linear steps add for one image. */
  readonly pooled: number;
  /** The layer's values for one image. */
  readonly values: number;
  /** Spikes of one image over the window, packed where they are 0 or 1. */
  readonly spikes: number;
  /** The same as they are kept in a cache: as narrow as the window allows. */
  readonly keptSpikes: number;
  /** Currents of one image over the whole window where no single spikes drive the layer. */
  readonly currents: number;
}

/**
 * Returns the bytes of a layer in windows of `timeSteps`. Spikes that are not 0 or 1 are not
 * packed, and settle in up to as many steps again.
 */
export function layerBytes(layer: Layer, timeSteps: number, binary: boolean): LayerBytes {
  const channels = float * outputChannels(layer.synapse);
  const weights = float * sizeOf(weightShape(layer.synapse));
  const neurons = neuronCount(layer);
  const arriving = float * sizeOf(arrivingShape(layer));
  const pooled = float * layer.before.reduce((sum, step) => sum + stepFacts(step).ownValues(step), 0);
  const chunks = chunksOf(timeSteps);
  const kept = timeSteps <= 8 ? 1 : timeSteps <= 16 ? 2 : float;
  return {
    name: layer.name,
    weights,
    parameters: weights + channels * (layer.batchNorm ? 5 : 1),
    trained: weights + channels * (layer.batchNorm ? 2 : 1),
    folds: layer.batchNorm !== null,
    arriving,
    pooled,
    values: float * neurons,
    spikes: float * (binary ? chunks : 2 * timeSteps) * neurons,
    keptSpikes: kept * chunks * neurons,
    currents: takesEvents(layer) ? 0 : timeSteps * (arriving + pooled + float * neurons),
  };
}

export function sumOf<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((sum, item) => sum + of(item), 0);
}

export function mostOf<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((most, item) => Math.max(most, of(item)), 0);
}
