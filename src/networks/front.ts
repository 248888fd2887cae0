/**
 * The analog part before the core of a network that takes a signal (§6.3.2): an encoder of filters,
 * whose rectified answers are frames of N channels, each normalised over its channels. What stands
 * behind such a core, masks and a decoder, has the sizes of its encoder. All of it stays analog.
 */
import { checkWhole, maxSignal } from './kinds/checks.ts';
import { NetworkError } from './network-error.ts';
import type { ImageShape } from './shape.ts';

/** Sizes of an encoder, and of the decoder that stands opposite it. */
export interface FrontShape {
  /** N, the filters of the encoder, which are the channels of a frame. */
  readonly filters: number;
  /** L, the samples of a filter. */
  readonly length: number;
  /** Samples from one frame to the next. */
  readonly stride: number;
}

export interface Front extends FrontShape {
  /** The samples of a signal. */
  readonly samples: number;
}

/** Number of talkers, each of whom has a mask. */
export const talkers = 2;

const mostLength = 4096;

/** Returns how many frames a signal has. What no frame covers is left out at its end. */
export function framesOf({ length, stride }: Pick<FrontShape, 'length' | 'stride'>, samples: number): number {
  return Math.max(0, Math.floor((samples - length) / stride) + 1);
}

/** Returns how many frames cover a signal, the last one filled up if need be. */
export function framesCovering(
  { length, stride }: Pick<FrontShape, 'length' | 'stride'>,
  samples: number,
): number {
  return samples === 0 ? 0 : Math.max(0, Math.ceil((samples - length) / stride)) + 1;
}

/** Returns the samples that frames cover, which are those of a separated voice. */
export function coveredSamples(
  { length, stride }: Pick<FrontShape, 'length' | 'stride'>,
  frames: number,
): number {
  return frames === 0 ? 0 : (frames - 1) * stride + length;
}

/** Makes a front and checks it. Throws {@link NetworkError}. */
export function front(input: Front): Front {
  const { samples, filters, length, stride } = input;
  checkWhole('encoder', 'samples', samples, 1, maxSignal);
  checkWhole('encoder', 'filters', filters, 1, 65536);
  checkWhole('encoder', 'length', length, 1, mostLength);
  checkWhole('encoder', 'stride', stride, 1, length);
  if (samples < length)
    throw new NetworkError(`encoder: a filter of ${length} samples does not fit into a signal of ${samples}`);
  return { samples, filters, length, stride };
}

/** Returns the shape of what the core gets: frames side by side. */
export function framesShape(of: Front): ImageShape {
  return [1, framesOf(of, of.samples), of.filters];
}

/** Returns the shape of what the core gives: a mask for each talker and frame. */
export function masksShape(of: Front): ImageShape {
  return [1, framesOf(of, of.samples), talkers * of.filters];
}

/** Returns the number of trained values of the ends: encoder, gain and bias of frames, decoder. */
export function frontParameters({ filters, length }: FrontShape): number {
  return 2 * filters * length + 2 * filters;
}

/**
 * Returns the multiply-accumulates of the ends for one signal: those of the encoder, and of the
 * decoder for each talker. Normalising frames and applying masks is left out, as other work for
 * each neuron is.
 */
export function frontMacs(of: Front): number {
  return (1 + talkers) * framesOf(of, of.samples) * of.filters * of.length;
}
