/**
 * Mixes two talkers into one microphone. A mixture depends on its set's seed and its own number
 * alone, so that a set of any size begins with the same ones.
 */
import { createRandom, type Random } from '../../engine/work/random.ts';
import { DataError } from '../dataset.ts';

/** A recording of a single talker. */
export interface Utterance {
  readonly speaker: string;
  readonly gender: 'F' | 'M' | null;
  readonly samples: Float32Array;
}

/** Whether the talkers of a mixture have the same gender; null when one of them has none. */
export type Pairing = 'same' | 'different' | null;

export interface MixingOptions {
  /** Length of a mixture. */
  readonly samples: number;
  /** The least and the most dB that one talker is louder than the other. */
  readonly decibels: readonly [least: number, most: number];
  /** The number of the first mixture that is wanted, by default 0. */
  readonly first?: number;
}

/** The levels of the published two-talker sets. */
export const usualDecibels = [0, 5] as const;

export interface Mixtures {
  readonly count: number;
  readonly samples: number;
  /** `[count, samples]`: the sum of both voices. */
  readonly mixtures: Float32Array;
  /** `[count, 2, samples]`, at the levels at which they are mixed. */
  readonly voices: Float32Array;
  readonly pairings: readonly Pairing[];
}

/** Largest magnitude of a mixture or a voice after mixing. */
const peak = 0.9;
/** A segment this much softer than its recording, in dB, counts as a pause and is drawn anew. */
const pause = 20;
const mostDraws = 100;

function power(samples: Float32Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return sum / samples.length;
}

/** Returns the power about the mean: a constant is silence, as SI-SDR takes it. */
function loudness(samples: Float32Array): number {
  const sum = samples.reduce((a, b) => a + b, 0);
  return power(samples) - (sum / samples.length) ** 2;
}

/** Draws a segment in which the talker speaks. */
function drawSegment(
  { samples: recording, speaker }: Utterance,
  length: number,
  random: Random,
): Float32Array {
  const least = loudness(recording) * 10 ** (-pause / 10);
  for (let draw = 0; draw < mostDraws; draw++) {
    const start = Math.floor(random.next() * (recording.length - length + 1));
    const segment = recording.subarray(start, start + length);
    const own = loudness(segment);
    if (own > 0 && own >= least) return segment;
  }
  throw new DataError(
    `A recording of ${speaker} is silent in nearly all segments of ${length} samples. Leave it out.`,
  );
}

/** Writes the sum of both voices and the voices as they are in it; neither is clipped. */
export function mixTwo(
  first: Float32Array,
  second: Float32Array,
  decibels: number,
  mixture: Float32Array,
  voices: Float32Array,
): void {
  const length = first.length;
  // The first is louder than the second. Engines disagree about the last bit of a power.
  const ratio = Math.fround(Math.sqrt(power(first) / power(second)) * 10 ** (-decibels / 20));
  let largest = 0;
  for (let i = 0; i < length; i++) {
    const [a, b] = [first[i]!, second[i]! * ratio];
    largest = Math.max(largest, Math.abs(a), Math.abs(b), Math.abs(a + b));
  }
  const scale = peak / largest;
  for (let i = 0; i < length; i++) {
    voices[i] = first[i]! * scale;
    voices[length + i] = second[i]! * ratio * scale;
    mixture[i] = voices[i]! + voices[length + i]!;
  }
}

function pairingOf({ gender: a }: Utterance, { gender: b }: Utterance): Pairing {
  return a === null || b === null ? null : a === b ? 'same' : 'different';
}

/**
 * Returns `count` mixtures of two different talkers of `utterances`, drawn by the seed, from number
 * `first` on. `purpose` keeps sets apart that have the same seed, as training and test. Throws a
 * {@link DataError} when there are fewer than two talkers, or when recordings are too short.
 */
export function drawMixtures(
  utterances: readonly Utterance[],
  count: number,
  { samples, decibels: [least, most], first: from = 0 }: MixingOptions,
  seed: number,
  purpose: string,
): Mixtures {
  const long = utterances.filter((utterance) => utterance.samples.length >= samples);
  const bySpeaker = new Map<string, Utterance[]>();
  for (const utterance of long) {
    const own = bySpeaker.get(utterance.speaker);
    if (own) own.push(utterance);
    else bySpeaker.set(utterance.speaker, [utterance]);
  }
  const speakers = [...bySpeaker.keys()].sort();
  if (speakers.length < 2)
    throw new DataError(
      `Two talkers with recordings of at least ${samples} samples are needed, and there are ${speakers.length}.`,
    );
  const mixtures = new Float32Array(count * samples);
  const voices = new Float32Array(count * 2 * samples);
  const pairings = Array.from({ length: count }, (_, i): Pairing => {
    const random = createRandom(seed, `${purpose} mixture ${from + i}`);
    const [a, b] = random.permutation(speakers.length);
    const [first, second] = [a!, b!].map((at) => {
      const own = bySpeaker.get(speakers[at]!)!;
      return own[Math.floor(random.next() * own.length)]!;
    });
    mixTwo(
      drawSegment(first!, samples, random),
      drawSegment(second!, samples, random),
      least + random.next() * (most - least),
      mixtures.subarray(i * samples, (i + 1) * samples),
      voices.subarray(2 * i * samples, 2 * (i + 1) * samples),
    );
    return pairingOf(first!, second!);
  });
  return { count, samples, mixtures, voices, pairings };
}

/**
 * Cuts the last samples off each utterance that is longer than twice as much: what is cut off has
 * known talkers and unknown words. Returns both.
 */
export function holdOut(
  utterances: readonly Utterance[],
  samples: number,
): { readonly rest: readonly Utterance[]; readonly held: readonly Utterance[] } {
  const isLong = ({ samples: own }: Utterance) => own.length > 2 * samples;
  return {
    rest: utterances.map((utterance) =>
      isLong(utterance) ? { ...utterance, samples: utterance.samples.subarray(0, -samples) } : utterance,
    ),
    held: utterances
      .filter(isLong)
      .map((utterance) => ({ ...utterance, samples: utterance.samples.subarray(-samples) })),
  };
}
