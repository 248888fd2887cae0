/** Tests the objective of separation: what is judged is what training lowers, and its edges. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { framesOf } from '../../networks/front.ts';
import {
  createSeparator,
  type Separator,
  separatorTrainable,
  separatorVariables,
} from '../separation/separator.ts';
import { createRandom } from '../work/random.ts';
import { separationObjective } from './separation.ts';

const shape = { filters: 6, length: 8, stride: 4 };
const samples = 61;
const frames = framesOf(shape, samples);
const rows = 3;

function draw(seed: number, length: number): Float32Array {
  const random = createRandom(seed, 'separation test');
  return Float32Array.from({ length }, () => random.normal());
}

function made(seed: number) {
  const voices = draw(seed, rows * 2 * samples);
  const mixtures = Float32Array.from({ length: rows * samples }, (_, i) => {
    const [row, at] = [Math.floor(i / samples), i % samples];
    return voices[2 * row * samples + at]! + voices[(2 * row + 1) * samples + at]!;
  });
  const potentials = draw(seed + 1, rows * frames * 2 * shape.filters);
  // Closed and same, open and different, and one that is in no group.
  const groups = Uint8Array.of(1 + 4, 2 + 8, 0);
  return { targets: { kind: 'voices', mixtures, voices, samples, groups } as const, potentials };
}

const tensorOf = (potentials: Float32Array) => tf.tensor4d(potentials, [rows, 1, frames, 2 * shape.filters]);

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  let separator: Separator;
  beforeAll(async () => {
    await openNodeBackend(backend);
    const size = shape.length * shape.filters;
    separator = createSeparator(shape, {
      encoder: draw(5, size),
      gain: draw(6, shape.filters),
      bias: draw(7, shape.filters),
      decoder: draw(8, size),
    });
    return () => tf.dispose(separatorVariables(separator));
  });

  test('what is judged is what training lowers; voices end with the last whole frame', async () => {
    const { output, loss, judge, scores, sumCount } = separationObjective(separator);
    const { targets, potentials } = made(1);
    const [trained, outputs] = tf.tidy(() => {
      const x = tensorOf(potentials);
      return [loss(x, targets), output(x, targets)];
    }) as [tf.Scalar, tf.Tensor];
    expect(outputs.shape).toEqual([rows, 2, 60]);
    const sums = new Float64Array(sumCount);
    const { each, classes } = judge((await outputs.data()) as Float32Array, rows, targets, sums);
    const found = scores(sums, rows);
    expect(found.loss).toBeCloseTo((await trained.data())[0]!, 4);
    expect(found.improvement).toBeCloseTo(each.reduce((a, b) => a + b, 0) / rows, 5);
    expect(found.closed).toBeCloseTo(each[0]!, 5);
    expect(found.same).toBe(found.closed);
    expect(found.open).toBeCloseTo(each[1]!, 5);
    expect(found.different).toBe(found.open);
    expect(classes).toBeNull();
    tf.dispose([trained, outputs]);
  });

  test('silence has a loss and gradients that are numbers', async () => {
    const { loss } = separationObjective(separator);
    const { targets, potentials } = made(3);
    // The first mixture is silent with both of its voices, one voice of the second is.
    const voices = targets.voices.map((value, i) => (i < 3 * samples ? 0 : value));
    const mixtures = targets.mixtures.map((value, i) => (i < samples ? 0 : value));
    const silent = { ...targets, voices, mixtures };
    const { value, grads } = tf.variableGrads(
      () => loss(tensorOf(potentials), silent),
      separatorTrainable(separator),
    );
    expect((await value.data())[0]).toSatisfy(Number.isFinite);
    for (const gradient of Object.values(grads))
      expect([...(await gradient.data())].every(Number.isFinite)).toBe(true);
    tf.dispose([value, grads]);
  });

  test('the gradient of the loss is that of its values', async () => {
    const { loss } = separationObjective(separator);
    const { targets, potentials } = made(3);
    const gradient = tf.tidy(() => tf.grad((x: tf.Tensor) => loss(x, targets))(tensorOf(potentials)));
    const found = await gradient.data();
    const step = 1 / 64;
    for (const at of [0, 7, 100, potentials.length - 1]) {
      const valueAt = (by: number) => {
        const moved = potentials.map((value, i) => (i === at ? value + by : value));
        return tf.tidy(() => loss(tensorOf(moved), targets).dataSync()[0]!);
      };
      const slope = (valueAt(step) - valueAt(-step)) / (2 * step);
      expect(Math.abs(slope - found[at]!)).toBeLessThan(2e-3 * Math.max(0.05, Math.abs(slope)));
    }
    gradient.dispose();
  });
});

test('voices themselves win, in either order; what is no number is no answer', () => {
  const { judge, scores, sumCount } = separationObjective(null);
  const { targets } = made(5);
  const swapped = Float32Array.from(targets.voices);
  for (let row = 0; row < rows; row++) {
    const [first, second] = [0, 1].map((t) =>
      targets.voices.slice((2 * row + t) * samples, (2 * row + t + 1) * samples),
    );
    swapped.set(second!, 2 * row * samples);
    swapped.set(first!, (2 * row + 1) * samples);
  }
  for (const outputs of [targets.voices, swapped]) {
    const sums = new Float64Array(sumCount);
    judge(outputs, rows, targets, sums);
    expect(scores(sums, rows).sisdr).toBe(100);
  }
  const mixtures = Float32Array.from({ length: rows * 2 * samples }, (_, i) => {
    const row = Math.floor(i / samples / 2);
    return targets.mixtures[row * samples + (i % samples)]!;
  });
  const sums = new Float64Array(sumCount);
  judge(mixtures, rows, targets, sums);
  expect(scores(sums, rows).improvement).toBeCloseTo(0, 9);
  const broken = targets.voices.map((value, i) => (i === 5 ? Number.NaN : value));
  const after = new Float64Array(sumCount);
  // The worst ratio, less that of the mixture.
  expect(judge(broken, rows, targets, after).each[0]).toBeLessThan(-90);
  expect(scores(after, rows)).toMatchObject({ unanswered: 1 });
});

test('scores of a group are left out where no example is in it', () => {
  const { judge, scores, sumCount } = separationObjective(null);
  const { targets } = made(5);
  const sums = new Float64Array(sumCount);
  judge(targets.voices, rows, { ...targets, groups: Uint8Array.of(1, 1, 4) }, sums);
  expect(Object.keys(scores(sums, rows))).toEqual(['loss', 'improvement', 'sisdr', 'closed', 'same']);
});

test('examples without voices are refused in words', () => {
  const { judge, output } = separationObjective(null);
  expect(() => output(tf.zeros([1]), made(5).targets)).toThrow('an encoder and a decoder make the voices');
  const classes = { kind: 'class', labels: Int32Array.of(1) } as const;
  expect(() => judge(new Float32Array(4), 1, classes, new Float64Array(11))).toThrow(
    'this task needs voices as targets, and these examples have classes',
  );
});
