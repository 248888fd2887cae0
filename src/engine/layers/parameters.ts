/** Defines the trainable parameters of a layer and of a network, and copies them. */
import * as tf from '@tensorflow/tfjs-core';
import { type Layer, outputChannels, weightShape } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import type { Random } from '../work/random.ts';

/**
 * Plain values, as a checkpoint holds them. `weight` is row-major in the synapse's weight shape,
 * the rest `[channels]`.
 */
export interface LayerValues {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly batchNorm: {
    readonly gamma: Float32Array;
    readonly beta: Float32Array;
    readonly mean: Float32Array;
    readonly variance: Float32Array;
  } | null;
}

export interface BatchNormParameters {
  readonly gamma: tf.Variable;
  readonly beta: tf.Variable;
  /** Running statistics, moved by training batches and never by gradients. */
  readonly mean: tf.Variable;
  readonly variance: tf.Variable;
}

export interface LayerParameters {
  readonly weight: tf.Variable;
  readonly bias: tf.Variable;
  readonly batchNorm: BatchNormParameters | null;
  /**
   * Mask in the shape of the weight: 0 where a fan-in limit leaves no connection, else 1. Absent
   * when all exist.
   */
  readonly mask?: tf.Tensor;
}

/** Returns the weights of the connections that exist; no gradient reaches the others. */
export function connections({ weight, mask }: LayerParameters): tf.Tensor {
  return mask ? tf.mul(weight, mask) : weight;
}

/**
 * Returns starting values: weights uniform within 1/√(inputs of a neuron), zero biases, unit batch
 * norm. Wider weights (He) train as well behind batch norm, but convert worse: see
 * docs/results/untuned.md.
 */
export function initialValues(layer: Pick<Layer, 'synapse' | 'batchNorm'>, random: Random): LayerValues {
  const shape = weightShape(layer.synapse);
  const channels = outputChannels(layer.synapse);
  const fanIn = sizeOf(shape) / channels;
  const bound = 1 / Math.sqrt(fanIn);
  return {
    weight: Float32Array.from({ length: sizeOf(shape) }, () => (2 * random.next() - 1) * bound),
    bias: new Float32Array(channels),
    batchNorm: layer.batchNorm && {
      gamma: new Float32Array(channels).fill(1),
      beta: new Float32Array(channels),
      mean: new Float32Array(channels),
      variance: new Float32Array(channels).fill(1),
    },
  };
}

function variable(values: Float32Array, shape: readonly number[], moved: boolean): tf.Variable {
  const start = tf.tensor(values, [...shape]);
  const made = tf.variable(start, moved);
  start.dispose();
  return made;
}

export function createParameters(
  layer: Pick<Layer, 'synapse' | 'batchNorm'>,
  { weight, bias, batchNorm }: LayerValues,
): LayerParameters {
  const vector = (values: Float32Array, moved: boolean) => variable(values, [values.length], moved);
  return {
    weight: variable(weight, weightShape(layer.synapse), true),
    bias: vector(bias, true),
    batchNorm: batchNorm && {
      gamma: vector(batchNorm.gamma, true),
      beta: vector(batchNorm.beta, true),
      mean: vector(batchNorm.mean, false),
      variance: vector(batchNorm.variance, false),
    },
  };
}

function variablesOf({ weight, bias, batchNorm }: LayerParameters): tf.Variable[] {
  if (!batchNorm) return [weight, bias];
  return [weight, bias, batchNorm.gamma, batchNorm.beta, batchNorm.mean, batchNorm.variance];
}

/**
 * Returns the variables that gradients move. A bias in front of batch norm is left out: the batch
 * mean takes it away again, so its gradient is zero, and Adam would turn the rounding noise of that
 * zero into steps.
 */
export function trainable({ weight, bias, batchNorm }: LayerParameters): tf.Variable[] {
  return batchNorm ? [weight, batchNorm.gamma, batchNorm.beta] : [weight, bias];
}

/** Returns the running statistics, which training batches move and gradients do not. */
export function statistics({ batchNorm }: LayerParameters): tf.Variable[] {
  return batchNorm ? [batchNorm.mean, batchNorm.variance] : [];
}

export function disposeParameters(parameters: readonly LayerParameters[]): void {
  for (const layer of parameters) tf.dispose(variablesOf(layer));
}

/** A copy of parameters, statistics included, that can be restored. */
export interface Snapshot {
  restore(): void;
  dispose(): void;
}

/** Copies the variables of these layers, and of anything else that is trained with them. */
export function takeSnapshot(
  parameters: readonly LayerParameters[],
  others: readonly tf.Variable[] = [],
): Snapshot {
  const variables = new Set([...parameters.flatMap(variablesOf), ...others]);
  const copies = [...variables].map((variable) => ({ variable, copy: tf.clone(variable) }));
  return {
    restore: () => {
      for (const { variable, copy } of copies) variable.assign(copy);
    },
    dispose: () => {
      for (const { copy } of copies) copy.dispose();
    },
  };
}

export async function readValues(parameters: LayerParameters): Promise<LayerValues> {
  const read = async (variable: tf.Variable) => (await variable.data()).slice() as Float32Array;
  const { batchNorm } = parameters;
  return {
    weight: await read(parameters.weight),
    bias: await read(parameters.bias),
    batchNorm: batchNorm && {
      gamma: await read(batchNorm.gamma),
      beta: await read(batchNorm.beta),
      mean: await read(batchNorm.mean),
      variance: await read(batchNorm.variance),
    },
  };
}
