/**
 * Adam over a crew: all variables lie end to end as one vector, of which each member owns an equal stretch. A member receives the
 * others' gradients of its stretch, adds them in rank order, moves the stretch with one Adam of its own, and hands the result on.
 */
import * as tf from '@tensorflow/tfjs-core';
import { tensorOf, valuesOf } from '../backends/heap.ts';
import { createAdam } from './adam.ts';
import { type Crew, shareOf } from './crew.ts';
import { flatVariables } from './flat-variables.ts';
import type { Optimiser } from './optimiser.ts';

/** `averaged` are variables that every member moves by itself; after each step all hold their mean. */
export function createSharedAdam(
  variables: readonly tf.Variable[],
  averaged: readonly tf.Variable[],
  crew: Crew,
): Optimiser {
  const vector = flatVariables(variables);
  const statistics = flatVariables(averaged);
  const stretches = Array.from({ length: crew.size }, (_, rank) => shareOf(vector.size, { ...crew, rank }));
  const own = stretches[crew.rank]!;
  const allStatistics = { start: 0, count: statistics.size };
  const adam = createAdam();
  const spare = createSpares();
  let stretch: tf.Variable | null = null;

  const gradientParts = async (gradients: tf.NamedTensorMap, share: number) => {
    const parts = stretches.map(({ count }) => spare.take(count + 1));
    for (const [q, part] of parts.entries()) {
      await vector.read((variable) => gradients[variable.name]!, stretches[q]!, part);
      part[part.length - 1] = share;
    }
    return parts;
  };
  /** The moved stretch and this member's statistics, once for every rank. */
  const results = async (moved: tf.Tensor) => {
    const message = spare.take(own.count + statistics.size);
    message.set(await valuesOf(moved));
    await statistics.read((variable) => variable, allStatistics, message.subarray(own.count));
    return stretches.map((_, q) => {
      if (q === crew.rank) return message;
      const copy = spare.take(message.length);
      copy.set(message);
      return copy;
    });
  };

  return {
    update: async (gradients, learningRate, share) => {
      const received = await crew.exchange(await gradientParts(gradients, share));
      const gradient = tensorOf([meanOf(received, own.count)], [own.count]);
      stretch ??= await stretchOf((target) => vector.read((variable) => variable, own, target), own.count);
      adam.update([stretch], { [stretch.name]: gradient }, learningRate);
      gradient.dispose();
      received.forEach(spare.keep);
      const messages = await crew.exchange(await results(stretch));
      vector.write(messages, stretches);
      const tails = messages.map((message, q) => message.subarray(stretches[q]!.count));
      if (statistics.size > 0) statistics.write([averageOf(tails)], [allStatistics]);
      messages.forEach(spare.keep);
    },
    dispose: () => {
      adam.dispose();
      stretch?.dispose();
    },
  };
}

async function stretchOf(fill: (target: Float32Array) => Promise<void>, count: number): Promise<tf.Variable> {
  const values = new Float32Array(count);
  await fill(values);
  const start = tf.tensor1d(values);
  const made = tf.variable(start);
  start.dispose();
  return made;
}

/** Σ share · gradient in rank order, in the first part's memory. Each part ends with its share of the batch. */
function meanOf(parts: readonly Float32Array[], count: number): Float32Array {
  const [mean, second, ...others] = parts as [Float32Array, Float32Array, ...Float32Array[]];
  mix(mean, second, mean[count]!, second[count]!, count);
  for (const part of others) mix(mean, part, 1, part[count]!, count);
  return mean.subarray(0, count);
}

/** a = a · ofA + b · ofB. By itself, so that it is compiled once, for these arrays alone. */
function mix(a: Float32Array, b: Float32Array, ofA: number, ofB: number, count: number): void {
  for (let i = 0; i < count; i++) a[i] = a[i]! * ofA + b[i]! * ofB;
}

function averageOf(parts: readonly Float32Array[]): Float32Array {
  const [first, ...others] = parts;
  return first!.map((value, i) => others.reduce((sum, part) => sum + part[i]!, value) / parts.length);
}

/** Arrays that came in and are done with go out again: fresh memory costs more than filling it. */
function createSpares() {
  const kept: Float32Array[] = [];
  return {
    take: (length: number): Float32Array => {
      const at = kept.findIndex((array) => array.length === length);
      return at < 0 ? new Float32Array(length) : kept.splice(at, 1)[0]!;
    },
    keep: (array: Float32Array): void => {
      if (kept.length < 8) kept.push(array);
    },
  };
}
