/**
 * The objective of separating two talkers: the negative SI-SDR of the voices in the better of both
 * orders (Eq. 14, §6.3). Its end needs the mixture, which the targets have.
 */
import * as tf from '@tensorflow/tfjs-core';
import { talkers } from '../../networks/front.ts';
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

/** Returns a ratio in dB; one of silence, which has none, counts as the worst. */
function decibelsOf(ratio: Ratio): number {
  switch (ratio.kind) {
    case 'ratio':
      return ratio.decibels;
    case 'silent':
      return worst;
  }
}

/**
 * Returns the objective for a separator's ends. Its sums are the examples' SI-SDR, mean of both
 * talkers in the better order, the same of the mixture in place of each voice, and the examples
 * without an answer.
 */
export function separationObjective(separator: Separator): Objective {
  return {
    output: (potentials, targets) => voicesFrom(separator, potentials, voicesOf(targets)),
    loss: (potentials, targets, batchSize = potentials.shape[0]!) => {
      const wanted = voicesOf(targets);
      const voices = voicesFrom(separator, potentials, wanted);
      const ratios = bestRatios(voices, targetsOf(wanted, voices.shape[2]));
      return tf.div(tf.sum(ratios), -batchSize) as tf.Scalar;
    },
    sumCount: 3,
    judge: (outputs, rows, targets, sums) => {
      const { mixtures, voices, samples } = voicesOf(targets);
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
        sums[1]! += (ratioOf(mixture, 0) + ratioOf(mixture, 1)) / talkers;
        if (!isAnswer(own)) {
          sums[0]! += worst;
          sums[2]!++;
          return worst;
        }
        const [first, second] = [own.subarray(0, length), own.subarray(length)];
        const straight = ratioOf(first, 0) + ratioOf(second, 1);
        const swapped = ratioOf(first, 1) + ratioOf(second, 0);
        const best = Math.max(straight, swapped) / talkers;
        sums[0]! += best;
        return best;
      });
      return { each, classes: null };
    },
    scores: (sums, count) => ({
      loss: -sums[0]! / count,
      siSdr: sums[0]! / count,
      improvement: (sums[0]! - sums[1]!) / count,
      ...countUnanswered(sums[2]!),
    }),
  };
}
