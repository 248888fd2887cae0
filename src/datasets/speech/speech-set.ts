/**
 * A speech set holds recordings of single talkers, to be mixed two at a time, or mixtures that
 * somebody else has made. Both give mixtures by `mixturesOf` in mixtures-of.ts.
 */
import type { Pairing, Utterance } from '../mixing/mix.ts';

/** Recordings of single talkers. */
export interface SpeechSet {
  /** Samples a second, in Hz. */
  readonly rate: number;
  /** Talkers to learn from. */
  readonly train: readonly Utterance[];
  /** The same talkers in other segments, or those that the set itself names for validation. */
  readonly validation: readonly Utterance[];
  /** For the test: the same talkers, in segments that were never learnt from. */
  readonly closed: readonly Utterance[];
  /** For the test: talkers that were never learnt from; may be empty. */
  readonly open: readonly Utterance[];
}

/** A mixture that was made elsewhere, with both voices as they are in it. All are equally long. */
export interface FixedMixture {
  /** The name of its file. */
  readonly name: string;
  readonly pairing: Pairing;
  readonly mixture: Float32Array;
  readonly voices: readonly [Float32Array, Float32Array];
}

/** Mixtures that were made elsewhere, as those of WSJ0-2mix and LibriMix. */
export interface MixedSpeech {
  /** Samples a second, in Hz. */
  readonly rate: number;
  readonly mixed: {
    readonly train: readonly FixedMixture[];
    readonly validation: readonly FixedMixture[];
    readonly test: readonly FixedMixture[];
  };
}

/** What a data set of speech loads. */
export type Speech = SpeechSet | MixedSpeech;

/** Samples a second of every speech set, in Hz. */
export const speechRate = 8000;

export function isMixed(speech: Speech): speech is MixedSpeech {
  return 'mixed' in speech;
}
