/**
 * Spikes of a window as one tensor. Where the backend has the spiking kernels they are packed, int32 `[chunks, N, …]` with a
 * bit per step (backends/kernels/spiking.ts); elsewhere the train itself, float32 `[T, N, …]`, time leading.
 */
import * as tf from '@tensorflow/tfjs-core';
import { integrateAndFireName, spikeCountsName, unpackSpikesName } from '../backends/kernels/spiking.ts';
import { hasKernel, runKernel } from '../backends/plain-kernel.ts';

/** Whether the backend in use packs its spikes. */
export function packsSpikes(): boolean {
  return hasKernel(integrateAndFireName);
}

export function isPacked(spikes: tf.Tensor): boolean {
  return spikes.dtype === 'int32';
}

/** Spike counts `[N, …]` (Eq. 6). */
export function countsOf(spikes: tf.Tensor): tf.Tensor {
  if (isPacked(spikes)) return runKernel(spikeCountsName, { spikes }, {})[0]!;
  // Not tf.sum: over an axis of one it frees the train itself on webgpu (tfjs 4.22).
  return tf.tidy(() => tf.unstack(spikes).reduce((sum, step) => tf.add(sum, step)));
}

/** The train, float32 0 or 1, `[T, N, …]`. */
export function trainOf(spikes: tf.Tensor, timeSteps: number): tf.Tensor {
  return isPacked(spikes) ? runKernel(unpackSpikesName, { spikes }, { timeSteps })[0]! : spikes;
}

/** Axis of the images in a tensor of spikes, behind the one of chunks or steps. */
export const imageAxis = 1;
