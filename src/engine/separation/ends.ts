/** The analog ends of a separator as plain values, as files hold them, and on the backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Front } from '../../networks/front.ts';
import {
  createSeparator,
  encodeFrames,
  normaliseFrames,
  type Separator,
  type SeparatorValues,
  separatorVariables,
} from './separator.ts';

export interface Ends extends SeparatorValues {
  readonly front: Front;
}

/**
 * Returns starting values: filters uniform within 1/√L, and frames as they are normalised. `next`
 * draws uniformly from 0 to 1.
 */
export function initialEnds(front: Front, next: () => number): Ends {
  const { filters, length } = front;
  const bound = 1 / Math.sqrt(length);
  const drawn = () => Float32Array.from({ length: length * filters }, () => (2 * next() - 1) * bound);
  return {
    front,
    encoder: drawn(),
    gain: new Float32Array(filters).fill(1),
    bias: new Float32Array(filters),
    decoder: drawn(),
  };
}

/** Ends on the backend. */
export interface OpenEnds {
  readonly front: Front;
  readonly separator: Separator;
}

/** Puts ends on the backend. */
export function openEnds({ front, ...values }: Ends): OpenEnds {
  return { front, separator: createSeparator(front, values) };
}

export function disposeEnds({ separator }: OpenEnds): void {
  tf.dispose(separatorVariables(separator));
}

export async function readEnds({ front, separator }: OpenEnds): Promise<Ends> {
  const read = async (variable: tf.Variable) => (await variable.data()).slice() as Float32Array;
  return {
    front,
    encoder: await read(separator.encoder),
    gain: await read(separator.gain),
    bias: await read(separator.bias),
    decoder: await read(separator.decoder),
  };
}

/** Returns what the core takes of signals `[n, 1, samples, 1]`. Differentiable. */
export function framesFor(separator: Separator, signals: tf.Tensor): tf.Tensor {
  return normaliseFrames(separator, encodeFrames(separator, signals));
}
