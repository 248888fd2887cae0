import { expect, test } from 'vitest';
import { encodeLink } from '../src/runs/link.ts';
import { presetSpec, SpecError } from '../src/runs/spec.ts';
import { specOf } from './spec-options.ts';

test('without options the default preset', () => {
  expect(specOf({})).toEqual(presetSpec('first-look@2'));
});

test('a preset without its revision is its newest one', () => {
  expect(specOf({ preset: 'mnist' })).toEqual(presetSpec('mnist@2'));
});

test('settings go on top: numbers, words and switches', () => {
  const set = [
    'timeSteps=16',
    'learningRate=3e-4',
    'initialPotential=half',
    'foldThreshold=off',
    'readoutStage=on',
  ];
  expect(specOf({ preset: 'mnist@1', set })).toEqual({
    ...presetSpec('mnist@1'),
    timeSteps: 16,
    learningRate: 3e-4,
    initialPotential: 'half',
    foldThreshold: false,
    readoutStage: true,
  });
});

test('a link is a run too, whole or from # on, and settings go on top of it', () => {
  const spec = specOf({ preset: 'mnist', set: ['timeSteps=32', 'seed=5'] });
  const link = encodeLink(spec);
  expect(specOf({ link })).toEqual(spec);
  expect(specOf({ link: `https://example.org/spikewise/${link}` })).toEqual(spec);
  expect(specOf({ link, set: ['seed=6'] })).toEqual({ ...spec, seed: 6 });
});

test.each<[string[], RegExp]>([
  [['timeSteps=0'], /^timeSteps must be a whole number from 1 to 64 \(got 0\)$/],
  [['timeSteps=1.5'], /^timeSteps must be a whole number from 1 to 64/],
  [['timeSteps=x'], /^timeSteps must be a whole number from 1 to 64/],
  [['timeSteps='], /^timeSteps must be a whole number from 1 to 64 \(got ""\)$/],
  [['percentile=101'], /^percentile must be a number from 50 to 100 \(got 101\)$/],
  [['initialPotential=full'], /^initialPotential must be one of zero, half \(got "full"\)$/],
  [['foldThreshold=maybe'], /^foldThreshold must be on or off \(got "maybe"\)$/],
  [['network=28x28'], /^network: a network needs at least an output layer/],
  [['network=28x28-c8s2-16-10'], /^start: the pre-trained network of first-look@2 is .*use scratch/],
  [['trainCount=64'], /^batchSize must be at most trainCount \(128 > 64\)$/],
  [['patience'], /--set takes name=value/],
  [['=3'], /--set takes name=value/],
  [['steps=3'], /^"steps" is no setting; settings are .*timeSteps/],
  [['__proto__=1'], /is no setting/],
  [['timeSteps=0', 'patience=0'], /timeSteps must be .*patience must be/],
])('--set %j is refused with its range', (set, words) => {
  expect(() => specOf({ set })).toThrow(SpecError);
  expect(() => specOf({ set })).toThrow(words);
});

test('an unknown preset, a bad link, and two answers to one question', () => {
  expect(() => specOf({ preset: 'nothing' })).toThrow(/^preset must be one of first-look@1.*got "nothing"/);
  expect(() => specOf({ link: '#v=1&preset=mnist@1&ns=99' })).toThrow(/timeSteps must be .* from 1 to 64/);
  expect(() => specOf({ link: '#v=7' })).toThrow(SpecError);
  expect(() => specOf({ link: '#v=1', preset: 'mnist' })).toThrow('--preset and --link');
});
