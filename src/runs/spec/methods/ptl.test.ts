import { expect, test } from 'vitest';
import { problemsIn } from '../../testing/problems.ts';
import { presetSpec, type RunSpec } from '../spec.ts';
import { crossChecks } from '../spec-checks.ts';
import { recipeOf } from './registry.ts';
import { stageNames } from './stages.ts';

const base = presetSpec('first-look@2');

const problemsOf = (change: Partial<RunSpec>) => problemsIn({ ...base, ...change });

test.each<[Partial<RunSpec>, RegExp]>([
  [{ timeSteps: 65 }, /^timeSteps: PTL .*; use at most 64 \(got 65\)$/],
  [{ inputCoding: 'constant' }, /^inputCoding: PTL .*; use auto or firstStep \(got constant\)$/],
  [{ inputCoding: 'poisson' }, /^inputCoding: .*step 1.*\(got poisson\)$/],
  [{ reset: 'hard' }, /^reset: .*; use soft \(got hard\)$/],
  [{ leak: 0.9 }, /^leak: .*; use 1 \(got 0.9\)$/],
  [
    { thresholdFrom: 'ann', foldThreshold: false },
    /^thresholdFrom: .*not folded; use hybrid, or foldThreshold on/,
  ],
  [{ decoding: 'counts' }, /^decoding: .*never spikes.*; use potential \(got counts\)$/],
])('%j is refused with the reason', (change, words) => {
  const problems = problemsOf(change);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(words);
});

test('what the method computes anyway may be said', () => {
  expect(
    problemsOf({ inputCoding: 'firstStep', timeSteps: 64, thresholdFrom: 'ann', weightBits: '4', fanIn: 64 }),
  ).toEqual([]);
});

test('another method may be the answer, so the problem stands under the method too', () => {
  expect(crossChecks({ ...base, leak: 0.5 }).map(({ fields }) => fields)).toEqual([['leak', 'method']]);
});

test('a hard reset contradicts input that comes whole at step 1, whatever the method', () => {
  const problems = problemsOf({ inputCoding: 'firstStep', reset: 'hard' });
  expect(problems.at(-1)).toMatch(/^reset: hard .*first spike.*use soft, or constant or poisson input$/);
});

test('a stage for each hidden layer, and the readout under hardware limits', () => {
  const layers = [{ name: 'conv1' }, { name: 'fc2' }, { name: 'output' }];
  expect(recipeOf('ptl').stages).toBe('layers');
  expect(stageNames(base, layers)).toEqual(['conv1', 'fc2']);
  expect(stageNames({ ...base, fanIn: 8 }, layers)).toEqual(['conv1', 'fc2', 'output']);
});
