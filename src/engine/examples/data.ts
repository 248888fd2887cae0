/** Labelled images as the method takes them, and batches of them as tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { ImageShape } from '../../networks/layer.ts';

/** Bytes 0…255, `[count, height, width, channels]`; a label per image. */
export interface LabelledImages {
  readonly count: number;
  readonly imageShape: ImageShape;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export interface Batch {
  /** `[n, height, width, channels]`, 0…1. */
  readonly x: tf.Tensor4D;
  readonly labels: Int32Array;
}

/** The images at `indices`, scaled to 0…1. The caller disposes `x`. */
export function batchAt(data: LabelledImages, indices: ArrayLike<number>): Batch {
  const size = data.imageShape[0] * data.imageShape[1] * data.imageShape[2];
  const pixels = new Float32Array(indices.length * size);
  const labels = new Int32Array(indices.length);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    const from = index * size;
    for (let i = 0; i < size; i++) pixels[row * size + i] = data.images[from + i]! / 255;
    labels[row] = data.labels[index]!;
  }
  return { x: tf.tensor4d(pixels, [indices.length, ...data.imageShape]), labels };
}

/** Consecutive images `start … start + count − 1`. */
export function batchFrom(data: LabelledImages, start: number, count: number): Batch {
  return batchAt(
    data,
    Array.from({ length: Math.min(count, data.count - start) }, (_, i) => start + i),
  );
}

/** Images `start … start + count − 1` of a set, sharing its memory. */
export function imagesFrom(data: LabelledImages, start: number, count: number): LabelledImages {
  const end = Math.min(data.count, start + count);
  const size = data.imageShape[0] * data.imageShape[1] * data.imageShape[2];
  return {
    ...data,
    count: end - start,
    images: data.images.subarray(start * size, end * size),
    labels: data.labels.subarray(start, end),
  };
}

/** The first `count` images of a set, sharing its memory. */
export function firstImages(data: LabelledImages, count: number): LabelledImages {
  return imagesFrom(data, 0, count);
}
