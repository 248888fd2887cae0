/**
 * The objective of separating two talkers: the negative SI-SDR of the voices in the better of both
 * orders (Eq. 14, §6.3). Its end needs the mixture, which the targets have.
 */
import * as tf from '@tensorflow/tfjs-core';
import { talkers } from '../../networks/front.ts';
import { mixtureGroups } from '../../tasks/separation.ts';
import { countUnanswered } from '../../tasks/unanswered.ts';
import { decodeVoices, encodeFrames, type Separator } from '../separation/separator.ts';
import { bestRatios } from '../separation/voices.ts';
import { mostDecibels, type Ratio, siSdr } from '../speech/si-sdr.ts';
import { type Objective, voicesOf } from './objective.ts';
import { isAnswer } from './rows.ts';

type Voices = ReturnType<typeof voicesOf>;

/** The ratio of an example without an answer. */
const worst = -mostDecibels;

/** Returns the voices `[n, 2, samples]` that a separator makes of potentials and the mixtures. */
function voicesFrom(separator: Separator, potentials: tf.Tensor, { mixtures, samples }: Voices): tf.Tensor3D {
  const signals = tf.tensor4d(mixtures, [mixtures.length / samples, 1, samples, 1]);
  return decodeVoices(separator, encodeFrames(separator, signals), potentials);
}

/** Returns targets `[n, 2, samples]` as long as the voices, which end with the last whole frame. */
function targetsOf({ voices, samples }: Voices, length: number): tf.Tensor3D {
  const whole = tf.tensor3d(voices, [voices.length / talkers / samples, talkers, samples]);
  return length === samples ? whole : tf.slice(whole, [0, 0, 0], [-1, -1, length]);
}

/**
 * Returns a ratio in dB, rounded to single precision: engines of JavaScript differ in the last
 * digits of a logarithm. One of silence, which has none, counts as the worst.
 */
function decibelsOf(ratio: Ratio): number {
  switch (ratio.kind) {
    case 'ratio':
      return Math.fround(ratio.decibels);
    case 'silent':
      return worst;
  }
}

/** Returns the mean ratio of both voices in the order in which it is higher. */
function bestRatio(
  first: Float32Array,
  second: Float32Array,
  ratioOf: (estimate: Float32Array, talker: number) => number,
): number {
  const straight = ratioOf(first, 0) + ratioOf(second, 1);
  const swapped = ratioOf(first, 1) + ratioOf(second, 0);
  return Math.max(straight, swapped) / talkers;
}

/** Number of sums before those of the groups. */
const ofAll = 3;

/**
 * Returns the objective for a separator's ends; without ends it judges voices, and computes none.
 * Its sums are the examples' SI-SDR, mean of both talkers in the better order, the same of the
 * mixture in place of each voice, the examples without an answer, and the improvement and number of
 * those in each group.
 */
export function separationObjective(ends: Separator | null): Objective {
  const separated = (potentials: tf.Tensor, targets: Voices) => {
    if (ends) return voicesFrom(ends, potentials, targets);
    throw new RangeError('an encoder and a decoder make the voices, and this network has none');
  };
  return {
    output: (potentials, targets) => separated(potentials, voicesOf(targets)),
    loss: (potentials, targets, batchSize = potentials.shape[0]!) => {
      const wanted = voicesOf(targets);
      const voices = separated(potentials, wanted);
      const ratios = bestRatios(voices, targetsOf(wanted, voices.shape[2]));
      return tf.div(tf.sum(ratios), -batchSize) as tf.Scalar;
    },
    sumCount: ofAll + 2 * mixtureGroups.length,
    judge: (outputs, rows, targets, sums) => {
      const { mixtures, voices, samples, groups } = voicesOf(targets);
      const length = outputs.length / rows / talkers;
      const each = Float32Array.from({ length: rows }, (_, row) => {
        const own = outputs.subarray(row * talkers * length, (row + 1) * talkers * length);
        const target = (talker: number) => {
          const from = (row * talkers + talker) * samples;
          return voices.subarray(from, from + length);
        };
        const mixture = mixtures.subarray(row * samples, row * samples + length);
        const ratioOf = (estimate: Float32Array, talker: number) =>
          decibelsOf(siSdr(estimate, target(talker)));
        const before = (ratioOf(mixture, 0) + ratioOf(mixture, 1)) / talkers;
        const answered = isAnswer(own);
        const reached = answered ? bestRatio(own.subarray(0, length), own.subarray(length), ratioOf) : worst;
        sums[0]! += reached;
        sums[1]! += before;
        if (!answered) sums[2]!++;
        for (const [g, { bit }] of mixtureGroups.entries()) {
          if ((groups[row]! & bit) === 0) continue;
          sums[ofAll + 2 * g]! += reached - before;
          sums[ofAll + 2 * g + 1]!++;
        }
        return reached - before;
      });
      return { each, classes: null };
    },
    scores: (sums, count) => ({
      loss: -sums[0]! / count,
      improvement: (sums[0]! - sums[1]!) / count,
      sisdr: sums[0]! / count,
      ...groupScores(sums),
      ...countUnanswered(sums[2]!),
    }),
  };
}

/** Returns the mean improvement in each group that has an example. */
function groupScores(sums: ArrayLike<number>): Readonly<Record<string, number>> {
  const entries = mixtureGroups.flatMap(({ id }, g) => {
    const [sum, members] = [sums[ofAll + 2 * g]!, sums[ofAll + 2 * g + 1]!];
    return members > 0 ? [[id, sum / members] as const] : [];
  });
  return Object.fromEntries(entries);
}
