/** Tests the mean squared error behind a sigmoid against sums written out in double precision. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { lossGradient, slopes } from '../testing/slopes.ts';
import { createRandom } from '../work/random.ts';
import { reconstructionObjective } from './mean-squared-error.ts';

const { output, loss, judge, scores, sumCount } = reconstructionObjective;
const [rows, size] = [6, 9];

/** Returns potentials around 0, and targets from 0 to 1. */
function made(seed: number) {
  const random = createRandom(seed, 'rows');
  const potentials = Float32Array.from({ length: rows * size }, () => 2 * random.normal());
  const values = Float32Array.from({ length: rows * size }, () => random.next());
  return { potentials, targets: { kind: 'values', values } as const };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function plainLoss(potentials: ArrayLike<number>, wanted: ArrayLike<number>): number {
  return Array.from(potentials).reduce(
    (sum, x, i) => sum + (sigmoid(x) - wanted[i]!) ** 2 / (rows * size),
    0,
  );
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  test('the outputs are the sigmoids of the potentials', async () => {
    const { potentials, targets } = made(1);
    const outputs = tf.tidy(() => output(tf.tensor2d(potentials, [rows, size]), targets));
    expect(outputs.shape).toEqual([rows, size]);
    for (const [i, value] of (await outputs.data()).entries())
      expect(value).toBeCloseTo(sigmoid(potentials[i]!), 6);
    outputs.dispose();
  });

  test('value and gradient of the loss go through the sigmoid', async () => {
    const { potentials, targets } = made(2);
    const { value, gradient } = await lossGradient((x) => loss(x, targets), potentials, [rows, size]);
    expect(value).toBeCloseTo(plainLoss(potentials, targets.values), 6);
    const differences = slopes((values) => plainLoss(values, targets.values), potentials);
    expect(Math.max(...differences.map(Math.abs))).toBeGreaterThan(1e-3);
    for (const [i, slope] of differences.entries()) expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-7);
  });

  test('what is judged is what training lowers', async () => {
    const { potentials, targets } = made(3);
    const [trained, outputs] = tf.tidy(() => {
      const x = tf.tensor2d(potentials, [rows, size]);
      return [loss(x, targets), output(x, targets)];
    }) as [tf.Scalar, tf.Tensor];
    const sums = new Float64Array(sumCount);
    judge((await outputs.data()) as Float32Array, rows, targets, sums);
    expect(scores(sums, rows).loss).toBeCloseTo((await trained.data())[0]!, 6);
    tf.dispose([trained, outputs]);
  });
});

describe('judging', () => {
  test('the error of each example, and their mean as loss and score', () => {
    const { potentials, targets } = made(4);
    const outputs = potentials.map(sigmoid);
    const sums = new Float64Array(sumCount);
    const { each, classes } = judge(outputs, rows, targets, sums);
    expect(classes).toBeNull();
    const errors = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: size }, (__, k) => row * size + k).reduce(
        (sum, i) => sum + (outputs[i]! - targets.values[i]!) ** 2 / size,
        0,
      ),
    );
    for (const [row, error] of errors.entries()) expect(each[row]).toBeCloseTo(error, 6);
    const mean = errors.reduce((a, b) => a + b) / rows;
    expect(scores(sums, rows).mse).toBeCloseTo(mean, 12);
    expect(scores(sums, rows)).toEqual({ loss: scores(sums, rows).mse, mse: scores(sums, rows).mse });
  });

  test('batches add up to the whole', () => {
    const { potentials, targets } = made(5);
    const [whole, parts] = [new Float64Array(sumCount), new Float64Array(sumCount)];
    judge(potentials, rows, targets, whole);
    for (let row = 0; row < rows; row++) {
      const [from, to] = [row * size, (row + 1) * size];
      const own = { kind: 'values', values: targets.values.subarray(from, to) } as const;
      judge(potentials.subarray(from, to), 1, own, parts);
    }
    expect(scores(parts, rows)).toEqual(scores(whole, rows));
  });

  test('outputs that are no numbers are counted, and as wrong as an answer can be', () => {
    const { potentials, targets } = made(6);
    const outputs = potentials.map(sigmoid);
    const clean = judge(outputs, rows, targets, new Float64Array(sumCount)).each;
    outputs[size + 1] = Number.NaN;
    const sums = new Float64Array(sumCount);
    const { each } = judge(outputs, rows, targets, sums);
    expect([...each]).toEqual([...clean].map((error, row) => (row === 1 ? 1 : error)));
    const found = scores(sums, rows);
    expect(found.unanswered).toBe(1);
    expect(found.mse).toBeCloseTo([...each].reduce((a, b) => a + b) / rows, 6);
  });

  test('targets that are classes are refused, and arrays of another size', () => {
    const targets = { kind: 'class', labels: Int32Array.of(1) } as const;
    const words = 'this task needs arrays as targets, and these examples have classes';
    const sums = new Float64Array(sumCount);
    expect(() => judge(Float32Array.of(1, 0), 1, targets, sums)).toThrow(words);
    expect(() => tf.tidy(() => loss(tf.tensor2d([1, 0], [1, 2]), targets))).toThrow(words);
    const three = { kind: 'values', values: new Float32Array(3) } as const;
    expect(() => judge(Float32Array.of(1, 0), 1, three, sums)).toThrow(
      '2 outputs cannot be held against 3 values',
    );
    expect([...sums]).toEqual([0, 0]);
  });
});
