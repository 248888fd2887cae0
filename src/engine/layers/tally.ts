/**
 * Counts on tensors what is not 0 where it arrives at a network's layers, in passes of bounded
 * size. The sums are whole numbers, so every backend and every crew gets the same ones.
 */
import * as tf from '@tensorflow/tfjs-core';
import { inputShape, type Layer } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import { type Crew, sumOver } from '../work/crew.ts';
import { atSynapse } from './synapse.ts';

/** What was counted at a layer, over examples and steps. */
export interface Arrived {
  /** How often each value at the synapse was not 0, `[values]`. */
  readonly nonZero: ArrayLike<number>;
  /** Whether all of these values were −1, 0 or 1. */
  readonly binary: boolean;
  /** Values that were not 0 before the steps of the layer: activations of the layer before. */
  readonly before: number;
}

export interface Tally {
  /**
   * Counts what arrives at layer `l`: `x` `[N, …]`, where N are examples, or examples at several
   * steps. The sums stay on the backend until {@link Tally.fetch}.
   */
  add(l: number, x: tf.Tensor): void;
  /** Fetches the sums; to be called before a value was counted 2²⁴ times. */
  fetch(): Promise<void>;
  /** Returns what all members of a crew counted, a layer each. */
  arrived(crew: Crew): Promise<Arrived[]>;
  /** Frees what was not fetched. */
  dispose(): void;
}

/** Values of a pass: large layers are counted in several. */
const passValues = 2 ** 20;

export function createTally(layers: readonly Layer[]): Tally {
  /** The sums of each layer on the backend, as {@link sumsOf} returns them. */
  const open = layers.map((): tf.Tensor[] | null => null);
  const counted = layers.map(({ synapse }) => ({
    nonZero: new Float64Array(sizeOf(inputShape(synapse))),
    other: 0,
    before: 0,
  }));
  const dispose = () => {
    for (const [l, sums] of open.entries()) {
      tf.dispose(sums ?? []);
      open[l] = null;
    }
  };
  return {
    add: (l, x) => {
      const earlier = open[l];
      const sums = tf.tidy(() => {
        const found = sumsOf(layers[l]!, x);
        return earlier ? found.map((sum, i) => tf.add(earlier[i]!, sum)) : found;
      });
      tf.dispose(earlier ?? []);
      for (const sum of sums) tf.keep(sum);
      open[l] = sums;
    },
    fetch: async () => {
      for (const [l, sums] of open.entries()) {
        if (!sums) continue;
        const [nonZero, units, before] = await Promise.all(sums.map((sum) => sum.data()));
        const own = counted[l]!;
        for (let i = 0; i < nonZero!.length; i++) {
          own.nonZero[i]! += nonZero![i]!;
          own.other += nonZero![i]! - units![i]!;
        }
        for (const count of before ?? nonZero!) own.before += count;
      }
      dispose();
    },
    arrived: async (crew) => {
      const all: Arrived[] = [];
      for (const { nonZero, other, before } of counted) {
        const [others, activations, ...sums] = await sumOver(crew, [other, before, ...nonZero]);
        all.push({ nonZero: sums, binary: others === 0, before: activations! });
      }
      return all;
    },
    dispose,
  };
}

/**
 * Returns how often each value at a layer's synapse is not 0, and how often it is −1 or 1,
 * `[values]` each; where steps stand before it, how often each value before them is not 0, too.
 */
function sumsOf(layer: Layer, x: tf.Tensor): tf.Tensor[] {
  const isNot0 = (part: tf.Tensor) => tf.notEqual(part, 0);
  const at = atSynapse(layer, x);
  return [
    countRows(at, isNot0),
    countRows(at, (part) => tf.equal(tf.abs(part), 1)),
    ...(layer.before.length > 0 ? [countRows(x, isNot0)] : []),
  ];
}

/**
 * Counts over the rows of `x` `[N, …]` how often each value is as asked, `[values]`: a product with
 * ones, which every backend does fast.
 */
function countRows(x: tf.Tensor, is: (part: tf.Tensor) => tf.Tensor): tf.Tensor {
  const rows = x.shape[0]!;
  const flat = tf.reshape(x, [rows, -1]);
  const values = flat.shape[1]!;
  const most = Math.max(1, Math.floor(passValues / values));
  let sum: tf.Tensor = tf.zeros([1, values]);
  for (let from = 0; from < rows; from += most) {
    const count = Math.min(most, rows - from);
    const next = tf.tidy(() => {
      const found = tf.cast(is(tf.slice(flat, [from, 0], [count, values])), 'float32');
      return tf.add(sum, tf.matMul(tf.ones([1, count]), found as tf.Tensor2D));
    });
    sum.dispose();
    sum = next;
  }
  return tf.reshape(sum, [values]);
}
