/**
 * The analog ends of a network that separates two talkers (§6.3.2): an encoder before the core, and
 * masks and a decoder behind it.
 *
 * The encoder turns a mixture into frames, the core turns normalised frames into potentials, and
 * the sigmoid of those is a mask for each talker. Masked frames go through the decoder and are
 * added where they overlap.
 */
import * as tf from '@tensorflow/tfjs-core';
import { coveredSamples, type FrontShape } from '../../networks/front.ts';

/** Parameters as plain values. */
export interface SeparatorValues {
  /** Filters `[L, N]`, row-major. */
  readonly encoder: Float32Array;
  /** Gain and bias of the normalisation of frames, `[N]`. */
  readonly gain: Float32Array;
  readonly bias: Float32Array;
  /** Filters `[L, N]`, row-major. */
  readonly decoder: Float32Array;
}

export interface Separator extends FrontShape {
  /** `[1, L, 1, N]`. */
  readonly encoder: tf.Variable;
  readonly gain: tf.Variable;
  readonly bias: tf.Variable;
  /** `[1, L, 1, N]`. */
  readonly decoder: tf.Variable;
}

/** Added to the variance of a frame: only silence has one that it changes. */
const epsilon = 1e-8;

export function createSeparator(shape: FrontShape, values: SeparatorValues): Separator {
  const made = (of: Float32Array, size: number[]) => {
    const start = tf.tensor(of, size);
    const variable = tf.variable(start);
    start.dispose();
    return variable;
  };
  const { length, filters } = shape;
  return {
    ...shape,
    encoder: made(values.encoder, [1, length, 1, filters]),
    gain: made(values.gain, [filters]),
    bias: made(values.bias, [filters]),
    decoder: made(values.decoder, [1, length, 1, filters]),
  };
}

/**
 * Returns the variables that training the analog network moves; a conversion moves none. The bias
 * of frames is left out where batch norm follows a 1×1 convolution of them: the batch mean takes it
 * away again, so its gradient is zero, and Adam would turn the rounding noise of that zero into
 * steps.
 */
export function separatorTrainable({ encoder, gain, decoder }: Separator): tf.Variable[] {
  return [encoder, gain, decoder];
}

/** Returns all variables. */
export function separatorVariables({ encoder, gain, bias, decoder }: Separator): tf.Variable[] {
  return [encoder, gain, bias, decoder];
}

/** Returns the encoding `[n, 1, frames, N]` of mixtures `[n, 1, samples, 1]`. Differentiable. */
export function encodeFrames({ encoder, stride }: Separator, mixtures: tf.Tensor): tf.Tensor4D {
  return tf.relu(tf.conv2d(mixtures as tf.Tensor4D, encoder as unknown as tf.Tensor4D, [1, stride], 'valid'));
}

/**
 * Returns frames `[n, 1, frames, N]` with mean 0 and variance 1 over the channels of each, times
 * gain plus bias. Differentiable.
 */
export function normaliseFrames({ gain, bias }: Separator, encoded: tf.Tensor): tf.Tensor {
  const centred = tf.sub(encoded, tf.mean(encoded, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.div(centred, tf.sqrt(tf.add(variance, epsilon))), gain), bias);
}

/** Returns the masks `[n, 1, frames, 2N]` from the core's potentials, the first talker's first. */
export function masksOf(potentials: tf.Tensor): tf.Tensor {
  return tf.sigmoid(potentials);
}

/**
 * Returns the voices `[n, 2, samples]` from an encoding and the core's potentials `[n, 1, frames,
 * 2N]`. Differentiable.
 */
export function decodeVoices(separator: Separator, encoded: tf.Tensor, potentials: tf.Tensor): tf.Tensor3D {
  const { decoder, stride, filters } = separator;
  const [images, , frames] = encoded.shape as [number, number, number];
  const samples = coveredSamples(separator, frames);
  const masks = tf.split(masksOf(potentials), [filters, filters], -1);
  const voices = masks.map((mask) => {
    const masked = tf.mul(mask, encoded) as tf.Tensor4D;
    const filter = decoder as unknown as tf.Tensor4D;
    const signal = tf.conv2dTranspose(masked, filter, [images, 1, samples, 1], [1, stride], 'valid');
    return tf.reshape(signal, [images, 1, samples]);
  });
  return tf.concat(voices, 1) as tf.Tensor3D;
}
