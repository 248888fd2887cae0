/**
 * Tests cross-entropy, accuracy and top-5 against sums and sorts written out in double precision.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { noClass } from '../../tasks/unanswered.ts';
import { lossGradient, slopes } from '../testing/slopes.ts';
import { createRandom } from '../work/random.ts';
import { classificationObjective, crossEntropy } from './cross-entropy.ts';
import { rankOf, softmax } from './rows.ts';

const { output, judge, scores, sumCount, loss } = classificationObjective;

/** Returns rows of numbers around 0, and a class for each row. */
function made(rows: number, classes: number, seed: number) {
  const random = createRandom(seed, 'rows');
  const potentials = Float32Array.from({ length: rows * classes }, () => 2 * random.normal());
  const labels = Int32Array.from({ length: rows }, () => Math.floor(random.next() * classes));
  return { potentials, labels };
}

function rowsOf(values: ArrayLike<number>, rows: number): number[][] {
  const size = values.length / rows;
  return Array.from({ length: rows }, (_, i) => Array.from(values).slice(i * size, (i + 1) * size));
}

/** Computes −log of the label's share of the exponentials. */
function plainLoss(row: readonly number[], label: number): number {
  const powers = row.map(Math.exp);
  return -Math.log(powers[label]! / powers.reduce((a, b) => a + b));
}

/**
 * Returns classes sorted by their value, the largest first; of equal ones the lower class first.
 */
function plainOrder(row: readonly number[]): number[] {
  return row.map((_, c) => c).sort((a, b) => row[b]! - row[a]! || a - b);
}

function judged(potentials: Float32Array, labels: Int32Array) {
  const sums = new Float64Array(sumCount);
  const found = judge(potentials, labels.length, { kind: 'class', labels }, sums);
  return { ...found, scores: scores(sums, labels.length) };
}

describe.each(['cpu', 'wasm'] as const)('the loss on %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  test.each([
    [7, 10],
    [3, 2],
    [5, 300],
  ])('%s rows of %s classes: value and gradient', async (rows, classes) => {
    const { potentials, labels } = made(rows, classes, 4);
    const plain = (values: ArrayLike<number>) =>
      rowsOf(values, rows).reduce((sum, row, i) => sum + plainLoss(row, labels[i]!), 0) / rows;
    const lossOf = (x: tf.Tensor) => loss(x, { kind: 'class', labels });
    const { value, gradient } = await lossGradient(lossOf, potentials, [rows, classes]);
    expect(value).toBeCloseTo(plain(potentials), 5);
    for (const [i, slope] of slopes(plain, potentials).entries())
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-6);
  });

  test('large potentials overflow nothing', async () => {
    const potentials = tf.tensor2d([1000, 0, -1000, 0], [2, 2]);
    const found = tf.tidy(() => crossEntropy(potentials, Int32Array.of(1, 1)).arraySync());
    potentials.dispose();
    expect(found).toBe(500);
    expect(judged(Float32Array.of(1000, 0, -1000, 0), Int32Array.of(1, 1)).scores.loss).toBe(500);
  });

  test('nothing comes after the potentials', () => {
    tf.tidy(() => {
      const potentials = tf.tensor2d([1, 2], [1, 2]);
      expect(output(potentials, { kind: 'class', labels: Int32Array.of(0) })).toBe(potentials);
    });
  });
});

describe('judging', () => {
  test.each([
    [40, 3],
    [40, 10],
    [40, 11],
    [40, 1000],
  ])('%s rows of %s classes: scores, hits and classes are those of sorted rows', (rows, classes) => {
    const { potentials, labels } = made(rows, classes, 9);
    const all = rowsOf(potentials, rows);
    const orders = all.map(plainOrder);
    const share = (within: number) =>
      orders.filter((order, i) => order.slice(0, within).includes(labels[i]!)).length / rows;
    const found = judged(potentials, labels);
    expect([...found.classes!]).toEqual(orders.map(([first]) => first));
    expect([...found.each]).toEqual(orders.map(([first], i) => (first === labels[i] ? 1 : 0)));
    expect(found.scores.accuracy).toBe(share(1));
    // The loss of each row is rounded to single precision.
    expect(found.scores.loss).toBeCloseTo(
      all.reduce((sum, row, i) => sum + plainLoss(row, labels[i]!), 0) / rows,
      6,
    );
    // Of ten classes or fewer, five would say little.
    expect(found.scores.top5).toBe(classes > 10 ? share(5) : undefined);
    expect(Object.keys(found.scores)).toEqual(['loss', 'accuracy', ...(classes > 10 ? ['top5'] : [])]);
  });

  test('of equal outputs the lower class counts, in both scores', () => {
    const rows = Float32Array.from({ length: 12 * 2 }, () => 0.5);
    const found = judged(rows, Int32Array.of(0, 1));
    expect([...found.classes!]).toEqual([0, 0]);
    expect(found.scores.accuracy).toBe(0.5);
    // All equal: the first five places are those of the classes 0 to 4.
    for (let label = 0; label < 12; label++) {
      const { top5 } = judged(rows.subarray(0, 12), Int32Array.of(label)).scores;
      expect(top5).toBe(label < 5 ? 1 : 0);
    }
  });

  test('the place of a class is that in the sorted row, ties or not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 20 }), (row) => {
        const order = plainOrder(row);
        for (let label = 0; label < row.length; label++)
          expect(rankOf(row, label)).toBe(order.indexOf(label));
      }),
    );
  });

  test('batches add up to the whole', () => {
    const { potentials, labels } = made(23, 12, 2);
    const sums = new Float64Array(sumCount);
    for (const [from, to] of [
      [0, 8],
      [8, 16],
      [16, 23],
    ] as const)
      judge(
        potentials.subarray(from * 12, to * 12),
        to - from,
        { kind: 'class', labels: labels.subarray(from, to) },
        sums,
      );
    expect(scores(sums, 23)).toEqual(judged(potentials, labels).scores);
  });

  test('classes above 255 keep their number', () => {
    const row = new Float32Array(40_000);
    row[39_999] = 1;
    const found = judged(row, Int32Array.of(39_999));
    expect([...found.classes!]).toEqual([39_999]);
    expect(found.scores).toMatchObject({ accuracy: 1, top5: 1 });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'outputs with %s among them are no answer: counted, never a class, a miss in every score',
    (bad) => {
      const { potentials, labels } = made(3, 12, 4);
      for (let at = 0; at < 12; at++) {
        const spoilt = potentials.slice();
        spoilt[12 + at] = bad;
        const found = judged(spoilt, Int32Array.of(labels[0]!, at, labels[2]!));
        expect(found.classes![1]).toBe(noClass);
        expect(found.each[1]).toBe(0);
        const clean = judged(potentials, labels);
        expect(found.scores.accuracy).toBeCloseTo((clean.each[0]! + clean.each[2]!) / 3, 12);
        expect(found.scores.unanswered).toBe(1);
        expect(found.scores.loss).toBeNaN();
      }
      const all = judged(
        potentials.map(() => bad),
        Int32Array.of(0, 0, 0),
      );
      expect(all.scores).toEqual({ loss: Number.NaN, accuracy: 0, top5: 0, unanswered: 3 });
      expect([...softmax(Float32Array.of(bad, 1))]).toEqual([0, 0]);
    },
  );

  test('targets that are arrays are refused', () => {
    const targets = { kind: 'values', values: Float32Array.of(1, 0) } as const;
    const words = 'classification needs classes as targets, and these examples have arrays';
    const sums = new Float64Array(sumCount);
    expect(() => judge(Float32Array.of(1, 0), 1, targets, sums)).toThrow(words);
    expect(() => tf.tidy(() => loss(tf.tensor2d([1, 0], [1, 2]), targets))).toThrow(words);
  });
});
