/** Tests how scores are compared and written, both when higher and when lower is better. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tasks } from './index.ts';
import { gainOver, isBetter, type Metric } from './metric.ts';
import { metricOf } from './task.ts';
import { writePoints, writeShare, writeSmall, writeSmallDifference } from './writing.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const allMetrics = tasks.flatMap((task) =>
  [task.loss, ...task.metrics].map((metric) => [`${task.id}: ${metric.id}`, metric] as const),
);
const metric = (task: string, id: string): Metric => metricOf(tasks.find((each) => each.id === task)!, id);

describe('comparing', () => {
  test.each([
    ['higher', 0.9, 0.8, 0.1],
    ['higher', 0.8, 0.9, -0.1],
    ['lower', 0.8, 0.9, 0.1],
    ['lower', 0.9, 0.8, -0.1],
    ['higher', 0.5, 0.5, 0],
    ['lower', 0.5, 0.5, 0],
  ] as const)('%s is better: %s over %s gains %s', (better, value, other, gain) => {
    expect(gainOver({ better }, value, other)).toBeCloseTo(gain, 12);
    expect(isBetter({ better }, value, other)).toBe(gain > 0);
  });

  test('a value that was not measured is never better, and nothing is better than it', () => {
    for (const better of ['higher', 'lower'] as const) {
      expect(isBetter({ better }, Number.NaN, 0.5)).toBe(false);
      expect(isBetter({ better }, 0.5, Number.NaN)).toBe(false);
    }
  });

  test.each([
    ['classification', 'accuracy', 'higher'],
    ['classification', 'top5', 'higher'],
    ['classification', 'loss', 'lower'],
    ['reconstruction', 'mse', 'lower'],
    ['reconstruction', 'loss', 'lower'],
    ['separation', 'improvement', 'higher'],
    ['separation', 'open', 'higher'],
    ['separation', 'loss', 'lower'],
  ])('%s: of %s %s is better', (task, id, better) => {
    expect(metric(task, id).better).toBe(better);
  });
});

describe('writing', () => {
  test.each([
    ['classification', 'accuracy', 0.98417, undefined, '98.4 %'],
    ['classification', 'accuracy', 0.98417, 4999, '98.4 %'],
    ['classification', 'accuracy', 0.98417, 5000, '98.42 %'],
    ['classification', 'top5', 1, 10_000, '100.00 %'],
    ['classification', 'loss', 0.05678, undefined, '0.0568 nats'],
    ['reconstruction', 'mse', 0.0075512, undefined, '0.00755'],
    ['reconstruction', 'mse', 0.0075512, 10_000, '0.00755'],
    ['reconstruction', 'loss', 12.345, undefined, '12.3'],
    ['separation', 'improvement', 6.417, 60, '6.42 dB'],
    ['separation', 'loss', -1.5, 60, '\u22121.50 dB'],
  ])('%s, %s: %s on %s examples is %s', (task, id, value, examples, text) => {
    expect(plain(metric(task, id).write(value, examples))).toBe(text);
  });

  test.each([
    ['classification', 'accuracy', 0.0012, 10_000, '+0.12 points'],
    ['classification', 'accuracy', -0.0012, 10_000, '\u22120.12 points'],
    ['classification', 'accuracy', -0.0912, undefined, '\u22129.1 points'],
    // Less than the examples can tell has no sign.
    ['classification', 'accuracy', -0.0004, 1000, '±0.0 points'],
    ['classification', 'accuracy', 0, undefined, '±0.0 points'],
    ['classification', 'loss', -0.5, undefined, '\u22120.500 nats'],
    ['reconstruction', 'mse', 0.00042, undefined, '+0.000420'],
    ['reconstruction', 'mse', -0.00042, undefined, '\u22120.000420'],
    ['reconstruction', 'mse', 0, undefined, '±0'],
    ['separation', 'sisdr', 0.7, 60, '+0.70 dB'],
    ['separation', 'sisdr', -0.7, 60, '\u22120.70 dB'],
    ['separation', 'sisdr', 0.001, 60, '±0.00 dB'],
  ])('%s, %s: a difference of %s on %s examples is %s', (task, id, difference, examples, text) => {
    expect(plain(metric(task, id).writeDifference(difference, examples))).toBe(text);
  });

  test('numbers and their units stay on one line', () => {
    for (const [, { write, writeDifference }] of allMetrics)
      for (const text of [write(0.25), writeDifference(0.25)]) expect(text).not.toMatch(/[ \n]/);
    expect(writeShare(0.5)).toBe('50.0\u00a0%');
    expect(writePoints(0.5)).toBe('+50.0\u00a0points');
  });

  test.each([
    [0, '0'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [1, '1.00'],
    [123, '123'],
    [123_456, '123456'],
    [0.5, '0.500'],
    [-0.00123, '\u22120.00123'],
    [1.234e-9, '0.00000000123'],
    [1.234e-10, '1.23e-10'],
  ])('%s in three digits is %s', (value, text) => {
    expect(writeSmall(value)).toBe(text);
  });

  test('what is written reads back within the third digit, sign and all', () => {
    const back = (text: string) => Number(text.replace('\u2212', '-').replace('+', ''));
    fc.assert(
      fc.property(fc.double({ min: 1e-15, max: 1e6, noNaN: true }), fc.constantFrom(1, -1), (size, sign) => {
        for (const text of [writeSmall(sign * size), writeSmallDifference(sign * size)])
          expect(Math.abs(back(text) - sign * size)).toBeLessThanOrEqual(0.0051 * size);
      }),
    );
  });
});

describe.each(allMetrics)('%s', (_name, { id, label, short, help, range, telling, stored, scale }) => {
  test('has its words, and an id that can be a name in links, reports and tables', () => {
    for (const words of [label, short, help, stored]) expect(words).toMatch(/\S/);
    expect(id).toMatch(/^[a-z][a-z0-9]*$/);
  });

  test('has a range that its values lie in, and differences worth a word', () => {
    const [least, greatest] = range;
    expect(least).toBeLessThan(greatest);
    if (scale === 'logError') expect(greatest).toBe(1);
    if (scale !== 'linear') expect(least).toBeGreaterThanOrEqual(0);
    expect(telling(0.5)).toBeGreaterThan(0);
  });
});
