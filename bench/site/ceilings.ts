/** Measures the most that one worker can do on this machine: the roof of the roofline. */
import * as tf from '@tensorflow/tfjs-core';
import { atBest } from './stopwatch.ts';
import type { Ceilings } from './worker-api.ts';

const side = 1024;
const copied = 64 * 2 ** 20;

export async function measureCeilings(): Promise<Ceilings> {
  const a = tf.fill([side, side], 0.5);
  const product = atBest(() => tf.matMul(a, a).dispose());
  a.dispose();
  const from = new Uint8Array(copied).fill(1);
  const to = new Uint8Array(copied);
  const copy = atBest(() => to.set(from));
  return { gflops: (2 * side ** 3) / product / 1e6, gigabytesPerSecond: (2 * copied) / copy / 1e6 };
}
