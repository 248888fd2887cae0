/**
 * The form in which the method sees a network: a chain of layers, each with a synapse (the
 * weights), the linear steps before it, an optional batch norm and, except in the last layer,
 * neurons. Images are `[height, width, channels]`, channels innermost.
 */
import { type AnalogStep, type LinearStep, type Synapse, shapeBefore, synapseFacts } from './kinds/index.ts';
import type { BatchNormSettings, Shape } from './kinds/kind.ts';
import { sizeOf } from './shape.ts';

/** A layer of an analog network, which can be trained and need not be convertible. */
export interface AnalogLayer {
  readonly name: string;
  /** Steps between the previous layer's neurons and this synapse, in order. */
  readonly before: readonly (LinearStep | AnalogStep)[];
  readonly synapse: Synapse;
  readonly batchNorm: BatchNormSettings | null;
}

/** A layer that can be converted: only linear steps stand before its synapse. */
export interface Layer extends AnalogLayer {
  readonly before: readonly LinearStep[];
}

/** Returns the shape of a synapse's output without batch: `[h, w, c]` or `[n]`. */
export function outputShape(synapse: Synapse): Shape {
  return synapseFacts(synapse).outputShape(synapse);
}

/** Returns the shape of a synapse's input without batch: `[h, w, c]` or `[n]`. */
export function inputShape(synapse: Synapse): Shape {
  return synapseFacts(synapse).inputShape(synapse);
}

/** Returns the shape of the input of a layer, before its linear steps, without batch. */
export function arrivingShape({ before: [first], synapse }: AnalogLayer): Shape {
  return first ? shapeBefore(first) : inputShape(synapse);
}

export function outputChannels(synapse: Synapse): number {
  return outputShape(synapse).at(-1)!;
}

export function inputChannels(synapse: Synapse): number {
  return inputShape(synapse).at(-1)!;
}

export function weightShape(synapse: Synapse): Shape {
  return synapseFacts(synapse).weightShape(synapse);
}

/** Returns the number of neurons of a layer. */
export function neuronCount(layer: Pick<AnalogLayer, 'synapse'>): number {
  return sizeOf(outputShape(layer.synapse));
}
