/** Tests the mixtures of speech sets: what each depends on, and which conditions there are. */
import { expect, test } from 'vitest';
import { createRandom } from '../../engine/work/random.ts';
import type { Utterance } from '../mixing/mix.ts';
import { conditionsOf, type MixtureOptions, mixturesOf } from './mixtures-of.ts';
import type { FixedMixture, MixedSpeech, SpeechSet } from './speech-set.ts';

function noise(seed: number, length: number): Float32Array {
  const random = createRandom(seed, 'speech set test');
  return Float32Array.from({ length }, () => 0.1 * random.normal());
}

const talkers = (first: number, length: number): Utterance[] =>
  ['F', 'M', 'F', 'M'].map((gender, i) => ({
    speaker: `talker ${first + i}`,
    gender: gender as 'F' | 'M',
    samples: noise(first + i, length),
  }));
const set: SpeechSet = {
  rate: 8000,
  train: talkers(1, 500),
  validation: talkers(1, 300),
  closed: talkers(1, 250),
  open: talkers(11, 400),
};
const options: MixtureOptions = { samples: 200, decibels: [0, 5], seed: 3, pass: 0 };

test('a mixture is the same whatever the count, and wherever the drawing begins', () => {
  const all = mixturesOf(set, 'train', 12, options);
  const few = mixturesOf(set, 'train', 5, options);
  expect(few.mixtures).toEqual(all.mixtures.subarray(0, 5 * 200));
  const later = mixturesOf(set, 'train', 4, { ...options, first: 7 });
  expect(later.voices).toEqual(all.voices.subarray(7 * 400, 11 * 400));
  expect(later.pairings).toEqual(all.pairings.slice(7, 11));
});

test('seed, split and pass give other mixtures', () => {
  const others = [
    mixturesOf(set, 'train', 3, options),
    mixturesOf(set, 'train', 3, { ...options, seed: 4 }),
    mixturesOf(set, 'train', 3, { ...options, pass: 1 }),
    mixturesOf(set, 'train', 3, { ...options, pass: 2 }),
    mixturesOf({ ...set, validation: set.train }, 'validation', 3, options),
  ].map(({ mixtures }) => mixtures.join());
  expect(new Set(others).size).toBe(others.length);
});

test('the test is closed mixtures first, then as many open ones', () => {
  const whole = mixturesOf(set, 'test', 10, options);
  expect(whole.conditions).toEqual([...Array(5).fill('closed'), ...Array(5).fill('open')]);
  const [closed, open] = [mixturesOf(set, 'closed', 5, options), mixturesOf(set, 'open', 5, options)];
  expect([...whole.mixtures]).toEqual([...closed.mixtures, ...open.mixtures]);
  expect([...whole.voices]).toEqual([...closed.voices, ...open.voices]);
  expect(whole.pairings).toEqual([...closed.pairings, ...open.pairings]);
  expect(mixturesOf(set, 'test', 3, options).conditions).toEqual(['closed', 'closed', 'open']);
  expect(mixturesOf(set, 'train', 1, options).conditions).toEqual(['closed']);
});

test('a condition without two talkers is left out, and a test without any is refused', () => {
  const alone = { ...set, open: [] };
  expect(conditionsOf(alone, 200)).toEqual(['closed']);
  expect(mixturesOf(alone, 'test', 2, options).conditions).toEqual(['closed', 'closed']);
  // The closed recordings are too short for it.
  expect(mixturesOf(set, 'test', 2, { ...options, samples: 350 }).conditions).toEqual(['open', 'open']);
  expect(() => mixturesOf(set, 'test', 2, { ...options, samples: 900 })).toThrow(
    'The test needs two talkers with recordings of at least 900 samples',
  );
  expect(() => mixturesOf(alone, 'open', 2, options)).toThrow('Two talkers with recordings');
});

const fixed = (seed: number, length: number): FixedMixture => {
  const voices = [noise(seed, length), noise(seed + 1, length)] as const;
  return {
    name: `${seed}.wav`,
    pairing: 'same',
    mixture: voices[0].map((value, i) => value + voices[1][i]!),
    voices,
  };
};
const mixed: MixedSpeech = {
  rate: 8000,
  mixed: {
    train: [fixed(1, 900), fixed(3, 150), fixed(5, 700)],
    validation: [fixed(7, 300)],
    test: [fixed(9, 200)],
  },
};

test('mixtures that were made elsewhere are cut, not mixed anew', () => {
  const { mixtures, voices, conditions, pairings } = mixturesOf(mixed, 'train', 2, options);
  expect([conditions, pairings]).toEqual([
    [null, null],
    ['same', 'same'],
  ]);
  const { mixture, voices: own } = mixed.mixed.train[2]!;
  const start = mixture.indexOf(mixtures[200]!);
  expect(mixtures.subarray(200)).toEqual(mixture.subarray(start, start + 200));
  expect(voices.subarray(600)).toEqual(own[1].subarray(start, start + 200));
  const second = mixturesOf(mixed, 'train', 1, { ...options, first: 1 });
  expect(second.mixtures).toEqual(mixtures.subarray(200));
  expect(mixturesOf(mixed, 'train', 2, { ...options, pass: 1 }).mixtures).not.toEqual(mixtures);
  expect(mixturesOf(mixed, 'test', 1, options).mixtures).toEqual(mixed.mixed.test[0]!.mixture);
});

test('more fixed mixtures than there are, or silent talkers, are refused by name', () => {
  expect(() => mixturesOf(mixed, 'train', 3, options)).toThrow(
    'There are 2 mixtures of train with at least 200 samples; 3 cannot be loaded',
  );
  expect(() => mixturesOf(mixed, 'open', 1, options)).toThrow('do not say whose talkers were learnt from');
  const mute = {
    ...fixed(1, 300),
    name: 'mute.wav',
    voices: [noise(1, 300), new Float32Array(300)] as const,
  };
  expect(() =>
    mixturesOf({ rate: 8000, mixed: { ...mixed.mixed, test: [mute] } }, 'test', 1, options),
  ).toThrow('A talker of mute.wav is silent');
});
