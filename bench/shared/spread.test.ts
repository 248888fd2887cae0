import { expect, test } from 'vitest';
import { peerArguments, type SizeOptions } from '../convert.ts';
import { differenceOf, inPoints, spread, spreadWords } from './spread.ts';

test('accuracies of several seeds have their spread', () => {
  expect(spreadWords([0.974, 0.976])).toBe('97.50 ± 0.14 % (97.40 % … 97.60 %, 2 seeds)');
  expect(spreadWords([0.974])).toBe('97.40 % (one seed)');
  expect(spread([0.974, 0.976])).toEqual({ mean: 0.975, sd: 0.00141, each: [0.974, 0.976] });
});

test('a difference has its standard error', () => {
  expect(inPoints(differenceOf([0.974, 0.976], [0.973, 0.973]))).toBe('+0.20 ± 0.10 points');
  expect(inPoints(differenceOf([0.97], [0.975]))).toBe('−0.50 points');
});

test('both sides have the same test images, and the seed of the round', () => {
  const options = { train: 5000, validation: 1000, test: 10_000, steps: 8, batch: 128, threads: 2, seed: 3 };
  const sent = [0, 1].map((round) => peerArguments(options as SizeOptions, 'folder', round));
  expect(sent.map(({ seed, test: images }) => [seed, images])).toEqual([
    [3, 10_000],
    [4, 10_000],
  ]);
});
