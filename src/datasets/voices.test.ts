/** Tests the synthetic voices: the same samples for ever, and nobody is learnt from and tested. */
import { expect, test } from 'vitest';
import { sha256Hex } from '../exchange/hash.ts';
import { quickSha256 } from './bytes.ts';
import { findDataset } from './index.ts';
import type { Utterance } from './mixing/mix.ts';
import { mixturesOf } from './speech/mixtures-of.ts';
import type { SpeechSet } from './speech/speech-set.ts';
import { isSpeechSource } from './speech/speech-source.ts';
import { cosineOfTurns, exponential, sineOfTurns } from './speech/synthesis/exact.ts';
import { voices } from './voices.ts';

const { speech, sha256 } = await voices.loadSpeech();
const set = speech as SpeechSet;
const splits = [set.train, set.validation, set.closed, set.open];
const speakersOf = (utterances: readonly Utterance[]) => [
  ...new Set(utterances.map(({ speaker }) => speaker)),
];

test('its samples are those of its hash', async () => {
  const all = splits.flat().map(({ samples }) => samples);
  const numbers = new Int16Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const samples of all) for (const value of samples) numbers[at++] = value * 2 ** 15;
  expect(all.every((samples) => samples.every((value) => Number.isInteger(value * 2 ** 15)))).toBe(true);
  const bytes = new Uint8Array(numbers.buffer);
  expect((await quickSha256(bytes)) ?? sha256Hex(bytes)).toBe(sha256);
});

test('both registers are in every split, and open talkers are never learnt from', () => {
  const known = speakersOf(set.train);
  expect([known.length, speakersOf(set.open).length]).toEqual([
    voices.speech.talkers!.train,
    voices.speech.talkers!.open,
  ]);
  expect([speakersOf(set.validation), speakersOf(set.closed)]).toEqual([known, known]);
  expect(speakersOf(set.open).filter((speaker) => known.includes(speaker))).toEqual([]);
  for (const split of splits) {
    const each = ['F', 'M'].map((gender) => speakersOf(split.filter((own) => own.gender === gender)).length);
    expect(each[0]).toBe(each[1]);
  }
});

/** Calls `use` with a number for eight samples in a row, at each `every`th place but in pauses. */
function forRuns(utterances: readonly Utterance[], every: number, use: (run: number) => void): void {
  for (const { samples } of utterances)
    for (let i = 0; i + 8 <= samples.length; i += every) {
      let hash = 0;
      let loud = 0;
      for (let j = i; j < i + 8; j++) {
        hash = (Math.imul(hash, 0x01000193) + samples[j]! * 2 ** 15) | 0;
        loud = Math.max(loud, Math.abs(samples[j]!));
      }
      if (loud > 0.01) use(hash);
    }
}

test('nothing that validation or test say was learnt from', () => {
  /** Returns the share of a few runs of these recordings that also stand in those learnt from. */
  const share = (utterances: readonly Utterance[]) => {
    const few = new Set<number>();
    forRuns(utterances, 97, (run) => few.add(run));
    const common = new Set<number>();
    forRuns(set.train, 1, (run) => few.has(run) && common.add(run));
    return common.size / few.size;
  };
  expect(share(set.train.slice(0, 1))).toBe(1);
  for (const split of [set.validation, set.closed, set.open]) expect(share(split)).toBeLessThan(0.01);
});

/** Returns the median pitch of a voice in Hz, by the period at which 50 ms repeat best. */
function pitchOf(samples: Float32Array): number {
  const found: number[] = [];
  for (let start = 0; start + 600 <= samples.length; start += 1600) {
    if (samples.subarray(start, start + 400).every((value) => Math.abs(value) < 0.1)) continue;
    let best = { period: 0, likeness: 0 };
    for (let period = 28; period <= 120; period++) {
      let likeness = 0;
      for (let i = start; i < start + 400; i++) likeness += samples[i]! * samples[i + period]!;
      if (likeness > best.likeness) best = { period, likeness };
    }
    found.push(set.rate / best.period);
  }
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)]!;
}

test('the registers are heard in the pitch', () => {
  const pitches = (gender: string) =>
    set.train.filter((own) => own.gender === gender).map(({ samples }) => pitchOf(samples));
  expect(Math.max(...pitches('M'))).toBeLessThan(Math.min(...pitches('F')));
});

test('two talkers are mixed in segments of four seconds', () => {
  const options = { samples: 32_000, decibels: [0, 5], seed: 1, pass: 0 } as const;
  const { conditions, pairings, mixtures } = mixturesOf(speech, 'test', 12, options);
  expect(conditions.filter((condition) => condition === 'open')).toHaveLength(6);
  expect(new Set(pairings)).toEqual(new Set(['same', 'different']));
  expect(mixtures.every(Number.isFinite)).toBe(true);
});

test('it is listed, synthetic by its facts, and no set of pictures', async () => {
  const found = findDataset('voices')!;
  expect([isSpeechSource(found), found.speech?.synthetic, found.title]).toEqual([
    true,
    true,
    'Voices (synthetic)',
  ]);
  const counts = { train: 1, validation: 1, test: 1 };
  await expect(found.load(async () => new Uint8Array(0), counts)).rejects.toThrow(
    'Voices (synthetic) is speech, which the task separation alone can learn from',
  );
});

test('the exact functions are those of the engine, to the last digits', () => {
  for (let x = -2; x <= 2; x += 0.0625) {
    expect(exponential(x)).toBeCloseTo(Math.exp(x), 12);
    expect(cosineOfTurns(x)).toBeCloseTo(Math.cos(2 * Math.PI * x), 12);
    expect(sineOfTurns(x)).toBeCloseTo(Math.sin(2 * Math.PI * x), 12);
  }
});
