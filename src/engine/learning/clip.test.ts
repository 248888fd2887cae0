/** Tests clipping: the norm against a plain loop, whoever computes which blocks. */
import { expect, test } from 'vitest';
import { createRandom } from '../work/random.ts';
import { blockSquares, clipBlock, clipFactor, scaleBy } from './clip.ts';

const random = createRandom(3, 'clip');
const gradient = Float32Array.from({ length: 5 * clipBlock + 7 }, () => random.normal());
const normOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

test('a gradient above the norm is scaled down to it, another stays', () => {
  const norm = normOf(gradient);
  const factor = clipFactor(blockSquares(gradient), norm / 4)!;
  expect(factor).toBeCloseTo(1 / 4, 6);
  const scaled = gradient.slice();
  scaleBy(scaled, factor);
  expect(normOf(scaled)).toBeCloseTo(norm / 4, 4);
  expect(clipFactor(blockSquares(gradient), 1.01 * norm)).toBeNull();
  expect(clipFactor(blockSquares(new Float32Array(3)), 1)).toBeNull();
});

test('squares of parts that begin at blocks are those of the whole, to the bit', () => {
  const whole = [...blockSquares(gradient)];
  for (const cut of [1, 2, 4]) {
    const [left, right] = [gradient.subarray(0, cut * clipBlock), gradient.subarray(cut * clipBlock)];
    expect([...blockSquares(left), ...blockSquares(right)]).toEqual(whole);
  }
});
