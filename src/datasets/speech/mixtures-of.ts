/**
 * Gives the mixtures of a speech set. A mixture depends on its split, the seed, the pass and its
 * own number alone, so that a set of any size begins with the same ones.
 */
import { createRandom } from '../../engine/work/random.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';
import {
  drawMixtures,
  type MixingOptions,
  type Mixtures,
  type Pairing,
  type Utterance,
} from '../mixing/mix.ts';
import { type FixedMixture, isMixed, type Speech, type SpeechSet } from './speech-set.ts';

/** Whether the talkers of a mixture were learnt from, in other segments, or never. */
export type Condition = 'closed' | 'open';

/** A split of mixtures; `test` is closed ones first and then as many open ones. */
export type MixtureSplit = 'train' | 'validation' | 'test' | Condition;

export interface MixtureOptions extends MixingOptions {
  readonly seed: number;
  /** 0 for the fixed set; 1, 2 … for the epochs of pre-training, each with its own mixtures. */
  readonly pass: number;
  /** The number of the first mixture that is wanted, by default 0. */
  readonly first?: number;
}

export interface SpeechMixtures extends Mixtures {
  /** The condition of each mixture; null where the set does not say. */
  readonly conditions: readonly (Condition | null)[];
}

function purposeOf(split: string, pass: number): string {
  return pass === 0 ? split : `${split} pass ${pass}`;
}

/**
 * Returns mixtures `first` … `first + count − 1` of a split. Throws a {@link DataError} when too
 * few recordings are long enough, and for more fixed mixtures than there are.
 */
export function mixturesOf(
  speech: Speech,
  split: MixtureSplit,
  count: number,
  options: MixtureOptions,
): SpeechMixtures {
  if (isMixed(speech)) return fixedMixturesOf(speech.mixed[knownSplit(split)], split, count, options);
  switch (split) {
    case 'train':
    case 'validation':
    case 'closed':
    case 'open':
      return drawn(speech, split, count, options);
    case 'test':
      return testMixtures(speech, count, options);
  }
}

function drawn(
  set: SpeechSet,
  split: 'train' | 'validation' | Condition,
  count: number,
  { seed, pass, ...options }: MixtureOptions,
): SpeechMixtures {
  const mixtures = drawMixtures(set[split], count, options, seed, purposeOf(split, pass));
  const condition = split === 'open' ? 'open' : 'closed';
  return { ...mixtures, conditions: new Array<Condition>(count).fill(condition) };
}

/** Says whether two talkers have recordings that are long enough to be mixed. */
function canMix(utterances: readonly Utterance[], samples: number): boolean {
  const long = utterances.filter((utterance) => utterance.samples.length >= samples);
  return new Set(long.map(({ speaker }) => speaker)).size >= 2;
}

/** Returns the conditions in which a set has enough talkers for mixtures of this length. */
export function conditionsOf(set: SpeechSet, samples: number): readonly Condition[] {
  return (['closed', 'open'] as const).filter((condition) => canMix(set[condition], samples));
}

function testMixtures(set: SpeechSet, count: number, options: MixtureOptions): SpeechMixtures {
  const { first = 0, samples } = options;
  const conditions = conditionsOf(set, samples);
  if (conditions.length === 0)
    throw new DataError(
      `The test needs two talkers with recordings of at least ${writeCount(samples)} samples, in either condition, and there are not as many. Mix shorter ones, or import longer recordings.`,
    );
  // A test of an odd number has one closed mixture more.
  if (first !== 0) throw new RangeError('mixtures of the whole test begin with the first one');
  const closed = conditions.length === 2 ? Math.ceil(count / 2) : conditions[0] === 'closed' ? count : 0;
  const parts = [
    ...(closed > 0 ? [drawn(set, 'closed', closed, options)] : []),
    ...(count > closed ? [drawn(set, 'open', count - closed, options)] : []),
  ];
  return joined(parts, samples);
}

function joined(parts: readonly SpeechMixtures[], samples: number): SpeechMixtures {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const mixtures = new Float32Array(count * samples);
  const voices = new Float32Array(2 * count * samples);
  let at = 0;
  for (const part of parts) {
    mixtures.set(part.mixtures, at * samples);
    voices.set(part.voices, 2 * at * samples);
    at += part.count;
  }
  return {
    count,
    samples,
    mixtures,
    voices,
    pairings: parts.flatMap(({ pairings }): readonly Pairing[] => pairings),
    conditions: parts.flatMap(({ conditions }) => conditions),
  };
}

function knownSplit(split: MixtureSplit): 'train' | 'validation' | 'test' {
  if (split !== 'closed' && split !== 'open') return split;
  throw new DataError('Mixtures that were made elsewhere do not say whose talkers were learnt from.');
}

const mostDraws = 100;

function isSilent(samples: Float32Array): boolean {
  return samples.every((value) => value === samples[0]);
}

/** Cuts one segment out of each mixture, where both talkers are heard. */
function fixedMixturesOf(
  all: readonly FixedMixture[],
  split: string,
  count: number,
  { samples, seed, pass, first = 0 }: MixtureOptions,
): SpeechMixtures {
  const long = all.filter(({ mixture }) => mixture.length >= samples);
  if (first + count > long.length)
    throw new DataError(
      `There are ${writeCount(long.length)} mixtures of ${split} with at least ${writeCount(samples)} samples; ${writeCount(first + count)} cannot be loaded. Ask for fewer, or shorter ones.`,
    );
  const mixtures = new Float32Array(count * samples);
  const voices = new Float32Array(2 * count * samples);
  const wanted = long.slice(first, first + count);
  wanted.forEach(({ name, mixture, voices: own }, i) => {
    const random = createRandom(seed, `${purposeOf(split, pass)} mixture ${first + i}`);
    let start = -1;
    for (let draw = 0; draw < mostDraws && start < 0; draw++) {
      const from = Math.floor(random.next() * (mixture.length - samples + 1));
      if (!own.some((voice) => isSilent(voice.subarray(from, from + samples)))) start = from;
    }
    if (start < 0)
      throw new DataError(
        `A talker of ${name} is silent in nearly all segments of ${writeCount(samples)} samples. Leave it out.`,
      );
    mixtures.set(mixture.subarray(start, start + samples), i * samples);
    own.forEach((voice, v) => {
      voices.set(voice.subarray(start, start + samples), (2 * i + v) * samples);
    });
  });
  return {
    count,
    samples,
    mixtures,
    voices,
    pairings: wanted.map(({ pairing }) => pairing),
    conditions: wanted.map(() => null),
  };
}
