/** Tests the scores of separated voices against reference programs, and against closed forms. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaveFile } from 'wavefile';
import golden from '../testing/fixtures/separator.json';
import { resample } from './resample.ts';
import { mostDecibels, siSdr } from './si-sdr.ts';
import { intelligibility } from './stoi.ts';

interface Pair {
  readonly reference: string;
  readonly degraded: string;
  readonly si_sdr: number;
  readonly stoi: number;
  readonly estoi: number;
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const { pairs } = JSON.parse(fixture('metrics.json').toString()) as { pairs: Pair[] };
const samplesOf = (name: string) =>
  new WaveFile(fixture(name)).getSamples(false, Float64Array) as unknown as Float64Array;

test.each(pairs)('$degraded against $reference as reference programs score it', (pair) => {
  const [clean, processed] = [samplesOf(pair.reference), samplesOf(pair.degraded)];
  const ratio = siSdr(processed, clean);
  if (ratio.kind !== 'ratio') throw new Error('silent');
  expect(ratio.decibels).toBeCloseTo(pair.si_sdr, 3);
  for (const kind of ['stoi', 'estoi'] as const) {
    const score = intelligibility(clean, processed, 8000, kind);
    if (score.kind !== 'score') throw new Error('too short');
    expect(Math.abs(score.value - pair[kind]), `${kind}: ${score.value}`).toBeLessThan(1e-5);
  }
});

test.each(golden.ratios)('the ratio of $name', ({ estimate, target, dB }) => {
  const found = siSdr(estimate.data, target.data);
  expect(found.kind === 'ratio' && found.decibels).toBeCloseTo(dB, 9);
});

const signals = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 64 })
  .map((list) => list.map((value) => Math.round(value * 1024) / 1024));

test('noise at right angles has the ratio of the powers, whatever scale, sign and offset', () => {
  const length = 4000;
  const wave = (k: number) => (_: unknown, i: number) => Math.sin((2 * Math.PI * k * i) / length);
  const target = Array.from({ length }, wave(5));
  fc.assert(
    fc.property(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
      fc.boolean(),
      fc.double({ min: -3, max: 3, noNaN: true }),
      (decibels, scale, negative, offset) => {
        const noise = Array.from({ length }, wave(7)).map((value) => value * 10 ** (-decibels / 20));
        const factor = negative ? -scale : scale;
        const estimate = target.map((value, i) => factor * (value + noise[i]!) + offset);
        const found = siSdr(estimate, target);
        expect(found.kind === 'ratio' && found.decibels).toBeCloseTo(decibels, 6);
      },
    ),
  );
});

test('the target itself has the most decibels, at any scale', () => {
  fc.assert(
    fc.property(
      signals.filter((list) => list.some((value) => value !== list[0])),
      fc.constantFrom(1, -1, 0.25, 8),
      (target, scale) => {
        const found = siSdr(
          target.map((value) => scale * value),
          target,
        );
        expect(found).toEqual({ kind: 'ratio', decibels: mostDecibels, capped: true });
      },
    ),
  );
});

test('what is silent is named, and what cannot be compared is refused', () => {
  expect(siSdr([1, 2, 3], [4, 4, 4])).toEqual({ kind: 'silent', which: 'target' });
  expect(siSdr([0, 0, 0], [1, 2, 4])).toEqual({ kind: 'silent', which: 'estimate' });
  expect(siSdr([1, -1, 0, 0], [0, 0, 1, -1])).toEqual({
    kind: 'ratio',
    decibels: -mostDecibels,
    capped: true,
  });
  expect(() => siSdr([1, 2], [1, 2, 3])).toThrow('an estimate of 2 samples has a target of 3');
  expect(() => siSdr([], [])).toThrow('no samples');
  expect(() => siSdr([1, Number.NaN], [1, 2])).toThrow('the estimate has samples that are not finite');
  expect(() => siSdr([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow('the target has samples');
});

test('a voice of under 384 ms has no intelligibility, and silence is no division by zero', () => {
  const noise = Float64Array.from({ length: 8000 }, (_, i) => Math.sin(i * i));
  expect(intelligibility(noise.subarray(0, 3000), noise.subarray(0, 3000), 8000, 'stoi').kind).toBe('short');
  const silence = intelligibility(noise, new Float64Array(8000), 8000, 'estoi');
  expect(silence.kind === 'score' && Math.abs(silence.value)).toBeLessThan(0.1);
  const own = intelligibility(noise, noise, 8000, 'estoi');
  expect(own.kind === 'score' && own.value).toBeCloseTo(1, 9);
  expect(() => intelligibility([1], [1, 2], 8000, 'stoi')).toThrow('is compared with one of 2');
});

test('a tone keeps its pitch and height at another rate', () => {
  for (const [from, to] of [
    [8000, 10_000],
    [44_100, 8000],
    [16_000, 8000],
    [8000, 48_000],
  ] as const) {
    const tone = (rate: number) =>
      Float64Array.from({ length: rate / 4 }, (_, i) => Math.sin((2 * Math.PI * 440 * i) / rate));
    const found = resample(tone(from), from, to);
    expect(found.length).toBe(Math.ceil(to / 4));
    const wanted = tone(to);
    const [first, last] = [Math.floor(to / 40), Math.floor(to / 4 - to / 40)];
    for (let i = first; i < last; i++) expect(Math.abs(found[i]! - wanted[i]!)).toBeLessThan(2e-3);
  }
  expect(() => resample([1], 0, 8000)).toThrow('whole number of hertz');
});
