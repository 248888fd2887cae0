/**
 * Computes synapses on tensors: the current that arrives at a layer's neurons, without and with
 * bias. The code that computes a kind is a file beside this one and a line here.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LinearStep, Synapse } from '../../networks/kinds/index.ts';
import { type Layer, outputShape } from '../../networks/layer.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { averagePoolTensors } from './average-pool.ts';
import { conv2dTensors } from './conv2d.ts';
import { denseTensors } from './dense.ts';
import { flattenTensors } from './flatten.ts';
import { requireComputed } from './not-computed.ts';
import type { StepTensors, SynapseTensors } from './tensors.ts';

const synapses: Readonly<Record<Synapse['kind'], SynapseTensors<Synapse>>> = {
  conv2d: conv2dTensors,
  dense: denseTensors,
};

const steps: Readonly<Record<LinearStep['kind'], StepTensors<LinearStep>>> = {
  averagePool: averagePoolTensors,
  flatten: flattenTensors,
};

/**
 * Returns the functions that compute a layer's synapse. Throws a TypeError when its kind is not
 * known, and a NetworkError when the kernels do not compute it yet.
 */
export function synapseTensors(layer: Layer): SynapseTensors<Synapse> {
  requireComputed(layer);
  const { synapse } = layer;
  return Object.hasOwn(synapses, synapse.kind) ? synapses[synapse.kind] : unknownKind(synapse as never);
}

function applyStep(x: tf.Tensor, step: LinearStep): tf.Tensor {
  return Object.hasOwn(steps, step.kind) ? steps[step.kind].apply(step, x) : unknownKind(step as never);
}

/**
 * Returns W·x `[N, …out]` for `x` `[N, …]`, the linear steps before the synapse included.
 * Differentiable.
 */
export function synapticCurrent(layer: Layer, x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  return synapseTensors(layer).current(layer.synapse, layer.before.reduce(applyStep, x), weight);
}

/** Returns W·x + b `[N, …out]`, optionally through ReLU, in one fused operation. Differentiable. */
export function affine(
  layer: Layer,
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor,
  activation: 'linear' | 'relu',
): tf.Tensor {
  const input = layer.before.reduce(applyStep, x);
  return synapseTensors(layer).affine(layer.synapse, input, weight, bias, activation);
}

/**
 * Returns the current `[T, N, …out]` of a whole spike train `[T, N, …]`; the steps share one call.
 */
export function trainCurrent(layer: Layer, spikeTrain: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  const [steps, batch, ...rest] = spikeTrain.shape as [number, number, ...number[]];
  const current = synapticCurrent(layer, tf.reshape(spikeTrain, [steps * batch, ...rest]), weight);
  return tf.reshape(current, [steps, batch, ...outputShape(layer.synapse)]);
}
