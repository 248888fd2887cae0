/**
 * The form in which the method sees a network: a chain of layers, each with a synapse (the
 * weights), the steps before it, an optional batch norm and, except in the last layer,
 * neurons. Images are `[height, width, channels]`, channels innermost.
 */
import { type Step, type Synapse, stepFacts, synapseFacts } from './kinds/index.ts';
import type { BatchNormSettings, Shape } from './kinds/kind.ts';
import { sizeOf } from './shape.ts';

export interface Layer {
  readonly name: string;
  /** Steps between the previous layer's neurons and this synapse, in order. */
  readonly before: readonly Step[];
  readonly synapse: Synapse;
  readonly batchNorm: BatchNormSettings | null;
}

/**
 * Returns the steps of a layer up to the last one that hands on only some of its inputs, as max
 * pooling does; none where all go on. What follows them is linear.
 */
export function choosingSteps({ before }: Pick<Layer, 'before'>): readonly Step[] {
  return before.slice(0, 1 + before.findLastIndex((step) => !stepFacts(step).linear));
}

/** Returns how many values go on behind the choosing steps; without any, all that arrive. */
export function onwardSize(layer: Layer): number {
  const last = choosingSteps(layer).at(-1);
  return sizeOf(last ? stepFacts(last).outputShape(last) : arrivingShape(layer));
}

/**
 * Returns whether a layer's synapse gets the values before it as they are, so that the spikes that
 * were sent are those that arrive.
 */
export function arrivesUnchanged({ before }: Pick<Layer, 'before'>): boolean {
  return before.every((step) => stepFacts(step).keepsSpikes && stepFacts(step).ownValues(step) === 0);
}

/** Returns the shape of a synapse's output without batch: `[h, w, c]` or `[n]`. */
export function outputShape(synapse: Synapse): Shape {
  return synapseFacts(synapse).outputShape(synapse);
}

/** Returns the shape of a synapse's input without batch: `[h, w, c]` or `[n]`. */
export function inputShape(synapse: Synapse): Shape {
  return synapseFacts(synapse).inputShape(synapse);
}

/** Returns the shape of the input of a layer, before its steps, without batch. */
export function arrivingShape({ before: [first], synapse }: Layer): Shape {
  return first ? stepFacts(first).inputShape(first) : inputShape(synapse);
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
export function neuronCount(layer: Pick<Layer, 'synapse'>): number {
  return sizeOf(outputShape(layer.synapse));
}
