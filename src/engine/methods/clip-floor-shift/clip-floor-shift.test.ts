/**
 * Tests the activation against its formula in double precision, and its gradients against
 * derivatives of what replaces the floor.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { createRandom } from '../../work/random.ts';
import { clipFloorShift } from './clip-floor-shift.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

/** Computes the paper's form, which clips after rounding. */
function staircase(z: number, bound: number, steps: number): number {
  return bound * Math.min(1, Math.max(0, Math.floor((z * steps) / bound + 0.5) / steps));
}

/**
 * Returns values on both sides of every border and on every border. They are dyadic, so that the
 * borders are hit.
 */
function valuesFor(bound: number, steps: number): number[] {
  const random = createRandom(3, 'staircase values');
  const borders = Array.from({ length: 2 * steps + 5 }, (_, i) => ((i - 2) * bound) / (2 * steps));
  return [
    ...borders,
    ...Array.from({ length: 99 - borders.length }, () => (random.next() * 2 - 0.5) * bound),
  ];
}

const cases = [
  [1, 0.5],
  [2, 1],
  [4, 4],
  [8, 2],
  [16, 0.25],
] as const;

describe.each(cases)('L = %i, λ = %d', (steps, bound) => {
  const values = valuesFor(bound, steps);
  const z = () => tf.tensor2d(values, [11, 9]);
  const { weights, gradients } = weighted(steps, bound);

  test('is λ · clip(⌊z·L/λ + ½⌋ / L, 0, 1)', () => {
    const h = tf.tidy(() => clipFloorShift(z(), tf.tensor1d([bound]), steps).dataSync());
    values.forEach((value, i) => {
      expect(h[i]).toBeCloseTo(staircase(value, bound, steps), 5);
    });
    const whole = Array.from(h, (value) => (value * steps) / bound);
    expect(whole.every(Number.isInteger)).toBe(true);
    expect([Math.min(...whole), Math.max(...whole)]).toEqual([0, steps]);
  });

  test('∂h/∂z is 1 between 0 and λ, the borders left out', () => {
    const [byZ] = gradients(values);
    values.forEach((value, i) => {
      expect(byZ[i]! + 0).toBe(value > 0 && value < bound ? weights[i] : 0);
    });
  });

  test('∂h/∂λ is (h − z)/λ between 0 and λ, 0 from 0 down, 1 from λ up, summed over the layer', () => {
    const [, byBound] = gradients(values);
    const expected = values.map((value) => {
      if (value <= 0) return 0;
      return value < bound ? (staircase(value, bound, steps) - value) / bound : 1;
    });
    expect(byBound[0]).toBeCloseTo(
      expected.reduce((sum, gradient, i) => sum + gradient * weights[i]!, 0),
      4,
    );
  });

  test('both are the slopes of the staircase with what rounding adds held still', () => {
    const inner = values.filter((value) =>
      [0, bound].every((border) => Math.abs(value - border) > 0.01 * bound),
    );
    const [byZ, byBound] = gradients(inner);
    let slopes = 0;
    inner.forEach((value, i) => {
      const added = staircase(value, bound, steps) / bound - Math.min(1, Math.max(0, value / bound));
      const held = (x: number, upper: number) => upper * (Math.min(1, Math.max(0, x / upper)) + added);
      const by = 1e-4 * bound;
      const slope = (held(value + by, bound) - held(value - by, bound)) / (2 * by);
      expect(byZ[i]).toBeCloseTo(slope * weights[i]!, 5);
      slopes += (weights[i]! * (held(value, bound + by) - held(value, bound - by))) / (2 * by);
    });
    expect(byBound[0]).toBeCloseTo(slopes, 4);
  });
});

/** Returns the gradients of Σ weights · h by z and by λ. */
function weighted(steps: number, bound: number) {
  const random = createRandom(5, 'weights of the sum');
  const weights = Array.from({ length: 99 }, () => Math.fround(random.next() - 0.5));
  const gradients = (values: readonly number[]) =>
    tf.tidy(() => {
      const rows = values.length % 11 === 0 ? 11 : 1;
      const shape: [number, number] = [rows, values.length / rows];
      const sum = (z: tf.Tensor, upper: tf.Tensor) =>
        tf.sum(tf.mul(clipFloorShift(z, upper, steps), tf.tensor2d(weights.slice(0, values.length), shape)));
      const found = tf.grads(sum as (...args: tf.Tensor[]) => tf.Scalar)([
        tf.tensor2d([...values], shape),
        tf.tensor1d([bound]),
      ]);
      return found.map((gradient) => [...gradient.dataSync()]) as [number[], number[]];
    });
  return { weights, gradients };
}
