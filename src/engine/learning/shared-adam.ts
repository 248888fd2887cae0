/**
 * Adam over a crew: all variables lie end to end as one vector, of which each member owns an equal
 * stretch. A member receives the others' gradients of its stretch, adds them up in a fixed order,
 * moves the stretch with one Adam of its own, and sends the result to the others.
 */
import * as tf from '@tensorflow/tfjs-core';
import { filledTensor, seen } from '../../backends/heap.ts';
import { type Crew, shareOf } from '../work/crew.ts';
import { createAdam } from './adam.ts';
import { flatVariables } from './flat-variables.ts';
import type { Optimiser } from './optimiser.ts';

/**
 * Creates the optimiser. `averaged` are variables that every member moves by itself; after each
 * step all hold their mean.
 */
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
  const ownStretch = () => {
    const start = filledTensor([own.count], (values) => vector.read((variable) => variable, own, values));
    const made = tf.variable(start);
    start.dispose();
    return made;
  };

  /**
   * Returns what the others have to add up: this member's gradients of their stretches, each
   * followed by its share of the batch.
   */
  const gradientParts = (gradients: tf.NamedTensorMap, share: number) =>
    stretches.map((stretched, q) => {
      if (q === crew.rank) return new Float32Array(0);
      const part = spare.take(stretched.count + 1);
      vector.read((variable) => gradients[variable.name]!, stretched, part);
      part[stretched.count] = share;
      return part;
    });
  /**
   * Returns Σ share · gradient over this member's stretch: its own first, then the others' in rank
   * order.
   */
  const meanGradient = (gradients: tf.NamedTensorMap, share: number, parts: readonly Float32Array[]) =>
    filledTensor([own.count], (mean) => {
      vector.read((variable) => gradients[variable.name]!, own, mean);
      let factor = share;
      parts.forEach((part, q) => {
        if (q === crew.rank) return;
        mix(mean, part, factor, part[own.count]!, own.count);
        factor = 1;
      });
    });
  /** Returns the moved stretch and this member's statistics, once for every other rank. */
  const results = (moved: tf.Tensor, ownStatistics: Float32Array) =>
    stretches.map((_, q) => {
      if (q === crew.rank) return new Float32Array(0);
      const message = spare.take(own.count + statistics.size);
      message.set(seen(moved));
      message.set(ownStatistics, own.count);
      return message;
    });

  return {
    update: async (gradients, learningRate, share) => {
      const received = await crew.exchange(gradientParts(gradients, share));
      const gradient = meanGradient(gradients, share, received);
      stretch ??= ownStretch();
      const moved = stretch;
      adam.update([moved], { [moved.name]: gradient }, learningRate);
      gradient.dispose();
      received.forEach(spare.keep);
      const ownStatistics = new Float32Array(statistics.size);
      statistics.read((variable) => variable, allStatistics, ownStatistics);
      const messages = await crew.exchange(results(moved, ownStatistics));
      vector.write((q) => (q === crew.rank ? seen(moved) : messages[q]!), stretches);
      const tails = messages.map((message, q) =>
        q === crew.rank ? ownStatistics : message.subarray(stretches[q]!.count),
      );
      const average = averageOf(tails);
      statistics.write(() => average, [allStatistics]);
      messages.forEach(spare.keep);
    },
    dispose: () => {
      adam.dispose();
      stretch?.dispose();
    },
  };
}

/**
 * Sets a = a · ofA + b · ofB. It is a function of its own so that it is compiled once, for these
 * arrays alone.
 */
function mix(a: Float32Array, b: Float32Array, ofA: number, ofB: number, count: number): void {
  for (let i = 0; i < count; i++) a[i] = a[i]! * ofA + b[i]! * ofB;
}

function averageOf(parts: readonly Float32Array[]): Float32Array {
  const [first, ...others] = parts;
  return first!.map((value, i) => others.reduce((sum, part) => sum + part[i]!, value) / parts.length);
}

/**
 * Keeps received arrays that are no longer needed, to be sent again: fresh memory costs more than
 * filling it.
 */
function createSpares() {
  const kept: Float32Array[] = [];
  return {
    take: (length: number): Float32Array => {
      const at = kept.findIndex((array) => array.length === length);
      return at < 0 ? new Float32Array(length) : kept.splice(at, 1)[0]!;
    },
    keep: (array: Float32Array): void => {
      if (array.length > 0 && kept.length < 8) kept.push(array);
    },
  };
}
