import { expect, test } from 'vitest';
import { peakOf } from '../../../engine/speech/level.ts';
import { heardSteps, ratioWords, tracksOf } from './tracks.ts';

const sound = (seed: number, length = 100) =>
  Float32Array.from({ length }, (_, i) => Math.sin(seed * (i + 1)));
const targets = [sound(1), sound(2)];
const mixture = targets[0]!.map((value, i) => 0.5 * (value + targets[1]![i]!));
const near = (of: Float32Array, factor: number) =>
  of.map((value, i) => factor * (value + 0.1 * Math.cos(5 * i)));
const snn = [near(targets[0]!, 30), near(targets[1]!, 0.001)];

test('talkers stand together, and networks’ voices have the level of the mixture', () => {
  const tracks = tracksOf({ rate: 8000, mixture, targets, ann: snn, snn });
  expect(tracks.map(({ name }) => name)).toEqual([
    'Mixture',
    ...['Talker 1 alone', 'Talker 1 by the ANN', 'Talker 1 by the SNN'],
    ...['Talker 2 alone', 'Talker 2 by the ANN', 'Talker 2 by the SNN'],
  ]);
  for (const { kind, samples, ratio } of tracks) {
    if (kind === 'target' || kind === 'mixture') expect(ratio).toBeNull();
    else {
      expect(peakOf(samples)).toBeCloseTo(peakOf(mixture), 6);
      // The level plays no part: a tenth of noise is about 20 dB.
      expect(ratio).toMatchObject({ kind: 'ratio', capped: false });
      if (ratio?.kind === 'ratio') expect(Math.abs(ratio.decibels - 20)).toBeLessThan(1);
    }
  }
});

test('a recording has no targets, and a run may keep no ANN', () => {
  const tracks = tracksOf({ rate: 8000, mixture, targets: [], ann: null, snn });
  expect(tracks.map(({ id, ratio }) => [id, ratio])).toEqual([
    ['mixture', null],
    ['snn-1', null],
    ['snn-2', null],
  ]);
});

test('a voice of no numbers is no track', () => {
  const broken = [snn[0]!, snn[1]!.map((value, i) => (i === 7 ? Number.NaN : value))];
  const ids = tracksOf({ rate: 8000, mixture, targets, ann: broken, snn: broken }).map(({ id }) => id);
  expect(ids).toEqual(['mixture', 'target-1', 'ann-1', 'snn-1', 'target-2']);
});

test('all are as long as the shortest', () => {
  const shorter = snn.map((voice) => voice.subarray(0, 90));
  const tracks = tracksOf({ rate: 8000, mixture, targets, ann: null, snn: shorter });
  expect(new Set(tracks.map(({ samples }) => samples.length))).toEqual(new Set([90]));
});

test('ratios and steps in words', () => {
  expect(ratioWords({ kind: 'ratio', decibels: -3.14, capped: false })).toBe('−3.1\u00a0dB');
  expect(ratioWords({ kind: 'ratio', decibels: 100, capped: true })).toBe('beyond 100.0\u00a0dB');
  expect(ratioWords({ kind: 'silent', which: 'estimate' })).toBe('estimate silent');
  expect(heardSteps(32)).toEqual([1, 2, 4, 8, 16, 32]);
  expect(heardSteps(12)).toEqual([1, 2, 4, 8, 12]);
  expect(heardSteps(1)).toEqual([1]);
});
