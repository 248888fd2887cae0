/**
 * What a network learns from or is judged on, as it arrives at the first layer that is still worked
 * on: images at first, spikes of the last frozen layer later.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { type Crew, shareOf } from '../work/crew.ts';
import { batchAt, imagesFrom, type LabelledImages } from './data.ts';

/**
 * What reaches a layer: spikes (null before any spiking layer, see packed-spikes.ts) and numbers.
 */
export type Arrival = {
  readonly spikes: tf.Tensor | null;
  /** Spike counts `[N, …]`; the image itself, 0…1, before any spiking layer. */
  readonly value: tf.Tensor;
};

export interface Examples {
  readonly count: number;
  readonly labels: Uint8Array;
  /** Of the examples at `indices`, in that order. Call inside a tidy. */
  arrivalAt(indices: ArrayLike<number>): Arrival;
}

export function imageExamples(data: LabelledImages): Examples {
  return {
    count: data.count,
    labels: data.labels,
    arrivalAt: (indices) => ({ spikes: null, value: batchAt(data, indices).x }),
  };
}

/** A member's share of the images. */
export function ownShare(data: LabelledImages, crew: Crew): Examples {
  const { start, count } = shareOf(data.count, crew);
  return imageExamples(imagesFrom(data, start, count));
}

/** `first … first + count − 1`, cut at `end`. */
export function rangeOf(first: number, count: number, end: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(count, end - first)) }, (_, i) => first + i);
}

export function labelsAt({ labels }: Pick<Examples, 'labels'>, indices: ArrayLike<number>): Int32Array {
  return Int32Array.from(indices, (index) => labels[index]!);
}
