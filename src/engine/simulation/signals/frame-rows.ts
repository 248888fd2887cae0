/**
 * Handles the frames of one signal between two layers: values `[frames, C]`, or spikes
 * `[chunks, frames, C]` (packed-spikes.ts), in which the frames stand where a batch has its images,
 * so that the same kernels join and take them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { joinSpikes, takeImages } from '../../spiking/packed-spikes.ts';

export interface Frames {
  /** Whether the tensor holds spikes, and not values. */
  readonly spiking: boolean;
  readonly tensor: tf.Tensor;
}

/** Returns how many frames there are. */
export function frameCount({ spiking, tensor }: Frames): number {
  return tensor.shape[spiking ? 1 : 0]!;
}

/** Joins frames in time; the parts are of one layer. Returns a tensor of its own. */
export function joinFrames(parts: readonly Frames[]): Frames {
  const { spiking } = parts[0]!;
  const tensors = parts.map(({ tensor }) => tensor);
  if (spiking) return { spiking, tensor: joinSpikes(tensors, 1) };
  return { spiking, tensor: tensors.length === 1 ? tf.clone(tensors[0]!) : tf.concat(tensors, 0) };
}

/** Returns frames `from` … `to` − 1. */
export function takeFrames({ spiking, tensor }: Frames, from: number, to: number): Frames {
  if (!spiking) return { spiking, tensor: tf.slice(tensor, from, to - from) };
  const indices = Array.from({ length: to - from }, (_, i) => from + i);
  return { spiking, tensor: takeImages(tensor, indices) };
}

/** Returns frames as the image of height 1 that a layer takes, `[1, 1, frames, C]`. */
export function asImage({ spiking, tensor }: Frames): tf.Tensor {
  const [frames, channels] = tensor.shape.slice(-2) as [number, number];
  const image = [1, 1, frames, channels];
  return tf.reshape(tensor, spiking ? [tensor.shape[0]!, ...image] : image);
}

/** Returns the frames of an image of height 1, or of the spikes of one. */
export function ofImage(spiking: boolean, image: tf.Tensor): Frames {
  const [frames, channels] = image.shape.slice(-2) as [number, number];
  return { spiking, tensor: tf.reshape(image, [...(spiking ? [image.shape[0]!] : []), frames, channels]) };
}
