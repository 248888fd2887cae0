/**
 * Handles the spikes of a window as one tensor. If the backend has the spiking kernels they are
 * packed, int32 `[chunks, N, …]` with a bit per step (backends/kernels/spiking/contract.ts);
 * otherwise they are the train itself, float32 `[T, N, …]`, time leading.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  integrateAndFireName,
  joinWordsName,
  spikeCountsName,
  takeImagesName,
  unpackSpikesName,
  wordSteps,
} from '../../backends/kernels/spiking/contract.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';

/** Returns whether the current backend packs its spikes. */
export function packsSpikes(): boolean {
  return hasKernel(integrateAndFireName);
}

export function isPacked(spikes: tf.Tensor): boolean {
  return spikes.dtype === 'int32';
}

/** Returns spike counts `[N, …]` (Eq. 6). */
export function countsOf(spikes: tf.Tensor): tf.Tensor {
  if (isPacked(spikes)) return runKernel(spikeCountsName, { spikes }, {})[0]!;
  // Not tf.sum: over an axis of one it frees the train itself on webgpu (tfjs 4.22).
  return tf.tidy(() => tf.unstack(spikes).reduce((sum, step) => tf.add(sum, step)));
}

/** Returns the train, float32 0 or 1, `[T, N, …]`. */
export function trainOf(spikes: tf.Tensor, timeSteps: number): tf.Tensor {
  return isPacked(spikes) ? runKernel(unpackSpikesName, { spikes }, { timeSteps })[0]! : spikes;
}

/**
 * Returns steps `from` … `from + count − 1` of the train, `[count, N, …]`; `from` is a multiple of
 * {@link wordSteps}.
 */
export function stepsOf(spikes: tf.Tensor, from: number, count: number): tf.Tensor {
  if (!isPacked(spikes)) return tf.slice(spikes, from, count);
  return runKernel(unpackSpikesName, { spikes }, { timeSteps: count, fromWord: from / wordSteps })[0]!;
}

/**
 * Joins spikes: consecutive pieces of a window (axis 0), each but the last whole words if spikes
 * are packed, or more images ({@link imageAxis}).
 */
export function joinSpikes(parts: readonly tf.Tensor[], axis: 0 | 1): tf.Tensor {
  const [first, ...rest] = parts as [tf.Tensor, ...tf.Tensor[]];
  if (rest.length === 0) return tf.clone(first);
  if (!isPacked(first) || !hasKernel(joinWordsName)) return tf.concat([first, ...rest], axis);
  return tf.tidy(() => rest.reduce((a, b) => runKernel(joinWordsName, { a, b }, { axis })[0]!, first));
}

/** Returns spikes of the images at `indices`, in that order. */
export function takeImages(spikes: tf.Tensor, indices: readonly number[]): tf.Tensor {
  if (!isPacked(spikes) || !hasKernel(takeImagesName)) return tf.gather(spikes, [...indices], imageAxis);
  return tf.tidy(
    () => runKernel(takeImagesName, { spikes, indices: tf.tensor1d([...indices], 'int32') }, {})[0]!,
  );
}

/** Axis of the images in a tensor of spikes, behind that of chunks or steps. */
export const imageAxis = 1;
