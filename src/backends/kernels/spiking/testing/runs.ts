/**
 * Runs the spiking kernels of the current backend on the tests' problems and reads their outputs.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { runKernel } from '../../../plain-kernel.ts';
import { integrateAndFireName, spikingConvName, spikingDenseName } from '../contract.ts';
import { type ConvProblem, type CurrentProblem, type Neurons, packed } from './reference.ts';

/**
 * Time limit for opening a backend, in milliseconds. Opening probes the backend, which takes a
 * plain or a software one long.
 */
export const openMilliseconds = 120_000;

/** Runs a kernel and reads its outputs; nothing is left behind. */
export async function outputsOf(
  name: string,
  inputs: () => Record<string, tf.Tensor>,
  attributes: object,
): Promise<{ shape: number[]; values: Float32Array | Int32Array }[]> {
  const before = tf.memory().numTensors;
  const tensors = tf.tidy(() => runKernel(name, inputs(), attributes));
  const outputs = [];
  for (const tensor of tensors)
    outputs.push({ shape: tensor.shape, values: (await tensor.data()) as Float32Array | Int32Array });
  tf.dispose(tensors);
  expect(tf.memory().numTensors).toBe(before);
  return outputs;
}

const neuronInputs = ({ injected, threshold }: { injected: Float32Array; threshold: Float32Array }) => ({
  injected: tf.tensor1d(injected),
  threshold: tf.tensor1d(threshold),
});

const windowOf = ({ timeSteps, initialShare, leak, reset }: Neurons) => ({
  timeSteps,
  initialShare,
  leak,
  reset,
});

export const chunks = (words: Int32Array, rest: number[]) => words.length / rest.reduce((a, b) => a * b, 1);

export function runCurrent(problem: CurrentProblem) {
  const { current, drivenSteps, batch, channels } = problem;
  const inputs = () => ({
    current: tf.tensor3d(current, [drivenSteps, batch, channels]),
    ...neuronInputs(problem),
  });
  return outputsOf(integrateAndFireName, inputs, { ...windowOf(problem), held: problem.held });
}

export function runConv(problem: ConvProblem) {
  const { batch, size, inputs, channels, kernel, train, weight } = problem;
  const { stride, padding, dilation, outputSize } = problem;
  const rest = [batch, ...size, inputs];
  const words = packed(train, problem.timeSteps);
  const tensors = () => ({
    spikes: tf.tensor(words, [chunks(words, rest), ...rest], 'int32'),
    weight: tf.tensor4d(weight, [...kernel, inputs, channels]),
    ...neuronInputs(problem),
  });
  return outputsOf(spikingConvName, tensors, { ...windowOf(problem), stride, padding, dilation, outputSize });
}

export function runDense(problem: ConvProblem) {
  const { batch, inputs, channels, train, weight } = problem;
  const words = packed(train, problem.timeSteps);
  const tensors = () => ({
    spikes: tf.tensor3d(words, [chunks(words, [batch, inputs]), batch, inputs], 'int32'),
    weight: tf.tensor2d(weight, [inputs, channels]),
    ...neuronInputs(problem),
  });
  return outputsOf(spikingDenseName, tensors, windowOf(problem));
}
