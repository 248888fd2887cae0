import { expect, test } from 'vitest';
import { createRandom } from '../work/random.ts';
import { inBetterOrder, meanDecibels, type SoundPair } from './voice-order.ts';

const noiseOf = (seed: number) => {
  const random = createRandom(seed, 'voices');
  return Float32Array.from({ length: 400 }, () => random.next() - 0.5);
};
const targets: SoundPair = [noiseOf(1), noiseOf(2)];
const near = (of: ArrayLike<number>, seed: number) => {
  const other = noiseOf(seed);
  return Float32Array.from(of, (value, i) => value + 0.1 * other[i]!);
};
const estimates: SoundPair = [near(targets[0], 3), near(targets[1], 4)];

test('the order is found, and the ratios are those of the targets', () => {
  const straight = inBetterOrder(estimates, targets);
  expect(straight.order).toEqual([0, 1]);
  const swapped = inBetterOrder([estimates[1], estimates[0]], targets);
  expect(swapped).toEqual({ order: [1, 0], ratios: straight.ratios });
  // A tenth of the amplitude is 20 dB.
  expect(meanDecibels(straight.ratios)).toBeGreaterThan(18);
  expect(meanDecibels(straight.ratios)).toBeLessThan(22);
});

test('silence is named, and counts as the worst', () => {
  const silence = new Float32Array(400);
  const { order, ratios } = inBetterOrder([silence, estimates[0]], targets);
  expect(order).toEqual([1, 0]);
  expect(ratios[1]).toEqual({ kind: 'silent', which: 'estimate' });
  expect(meanDecibels(ratios)).toBeLessThan(-35);
  expect(inBetterOrder([silence, silence], targets).order).toEqual([0, 1]);
});
