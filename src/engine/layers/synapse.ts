/**
 * Computes synapses on tensors: the current that arrives at a layer's neurons, without and with
 * bias. The code that computes a kind is a file beside this one and a line here.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Step, Synapse } from '../../networks/kinds/index.ts';
import { choosingSteps, type Layer, outputShape } from '../../networks/layer.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { averagePoolTensors } from './average-pool.ts';
import { conv2dTensors } from './conv2d.ts';
import { denseTensors } from './dense.ts';
import { flattenTensors } from './flatten.ts';
import { sumOfGroups } from './groups.ts';
import { maxPoolTensors } from './max-pool.ts';
import { requireComputed } from './not-computed.ts';
import type { StepTensors, SynapseTensors } from './tensors.ts';

const synapses: Readonly<Record<Synapse['kind'], SynapseTensors<Synapse>>> = {
  conv2d: conv2dTensors,
  dense: denseTensors,
};

const steps: Readonly<Record<Step['kind'], StepTensors<Step>>> = {
  averagePool: averagePoolTensors,
  flatten: flattenTensors,
  maxPool: maxPoolTensors,
};

/**
 * Returns the functions that compute a layer's synapse. Throws a TypeError when its kind is not
 * known, and a NetworkError when the kernels do not compute it yet.
 */
export function synapseTensors(layer: Pick<Layer, 'name' | 'synapse'>): SynapseTensors<Synapse> {
  requireComputed(layer);
  const { synapse } = layer;
  return Object.hasOwn(synapses, synapse.kind) ? synapses[synapse.kind] : unknownKind(synapse as never);
}

function applyStep(x: tf.Tensor, step: Step): tf.Tensor {
  return Object.hasOwn(steps, step.kind) ? steps[step.kind].apply(step, x) : unknownKind(step as never);
}

/** Returns what arrives at a layer's synapse of `x` `[N, …]`, behind the steps before it. */
export function atSynapse({ before }: Pick<Layer, 'before'>, x: tf.Tensor): tf.Tensor {
  return before.reduce(applyStep, x);
}

/**
 * Returns what goes on of `x` `[N, …]` behind the steps that hand on only some of it (max pooling):
 * of spike counts, those of the spikes that are sent on.
 */
export function goingOn(layer: Pick<Layer, 'before'>, x: tf.Tensor): tf.Tensor {
  return choosingSteps(layer).reduce(applyStep, x);
}

/**
 * Returns W·x `[N, …out]` for `x` `[N, …]`, the steps before the synapse included.
 * Differentiable.
 */
export function synapticCurrent(layer: Layer, x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  return synapseTensors(layer).current(layer.synapse, atSynapse(layer, x), weight);
}

/**
 * Returns W·x `[N, …out]`, with `bias` W·x + b, of the examples of one or several groups;
 * differentiable in x, W and b. The gradients of W and b are those of each group by itself, added
 * as a tree.
 */
export function trainedCurrent(
  layer: Layer,
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor | null,
  sizes: readonly number[],
): tf.Tensor {
  const tensors = synapseTensors(layer);
  const { synapse } = layer;
  const input = atSynapse(layer, x);
  const run = (of: tf.Tensor, weights: tf.Tensor) =>
    bias ? tensors.affine(synapse, of, weights, bias, 'linear') : tensors.current(synapse, of, weights);
  // Two operations, so that the gradient of an input that does not change is never computed.
  const byInput = gradientOf(
    [input],
    [weight],
    () => run(input, weight),
    (dy, [weights]) => [tensors.inputGradient(synapse, dy, weights!, input.shape)],
  );
  return gradientOf(
    bias ? [byInput, weight, bias] : [byInput, weight],
    [input],
    () => tf.clone(byInput),
    (dy, [arrived]) => [
      dy,
      tensors.weightGradient(synapse, arrived!, dy, sizes),
      ...(bias ? [sumOfGroups(dy, dy, sizes, sumOverRows)] : []),
    ],
  );
}

/**
 * Returns the value of `of`, with the gradients of `inputs` that `gradient` makes of ∂L/∂value and
 * of the tensors in `kept`.
 */
function gradientOf(
  inputs: tf.Tensor[],
  kept: tf.Tensor[],
  of: () => tf.Tensor,
  gradient: (dy: tf.Tensor, kept: tf.Tensor[]) => tf.Tensor[],
): tf.Tensor {
  return tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    save(kept);
    return { value: of(), gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(dy, saved) };
  })(...inputs);
}

function sumOverRows(values: tf.Tensor): tf.Tensor {
  return tf.sum(tf.reshape(values, [-1, values.shape.at(-1)!]), 0);
}

/** Returns W·x + b `[N, …out]`, optionally through ReLU, in one fused operation. Differentiable. */
export function affine(
  layer: Layer,
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor,
  activation: 'linear' | 'relu',
): tf.Tensor {
  const input = atSynapse(layer, x);
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
