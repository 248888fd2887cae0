import { expect, test, vi } from 'vitest';
import { engineRevision } from '../src/engine/revision.ts';
import { encodeLink } from '../src/runs/link/link.ts';
import { presetSpec, SpecError } from '../src/runs/spec/spec.ts';
import { refuseOtherMethods, specOf, untunedSpecOf } from './spec-options.ts';

test('without options the default preset', () => {
  expect(specOf({})).toEqual(presetSpec('first-look-paper@1'));
});

test('a preset without its revision is its newest one', () => {
  expect(specOf({ preset: 'mnist' })).toEqual(presetSpec('mnist@3'));
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

test('thousands in whole numbers, and a decimal comma elsewhere', () => {
  const set = ['trainCount=10,000', 'validationCount=1 000', 'percentile=99,5'];
  expect(specOf({ set })).toEqual({
    ...presetSpec('first-look-paper'),
    trainCount: 10_000,
    validationCount: 1000,
    percentile: 99.5,
  });
  expect(() => specOf({ set: ['trainCount=1,00'] })).toThrow(/trainCount must be .*\(got "1,00"\)$/);
  expect(() => specOf({ set: ['percentile=0x60'] })).toThrow(/percentile must be .*\(got "0x60"\)$/);
});

test('hardware limits', () => {
  const set = ['weightBits=levels', 'weightLevels=-1,-0.5,0,0.5,1', 'weightScope=tensor', 'fanIn=64'];
  const spec = specOf({ preset: 'mnist@1', set });
  expect(spec).toEqual({
    ...presetSpec('mnist@1'),
    weightBits: 'levels',
    weightLevels: '-1,-0.5,0,0.5,1',
    weightScope: 'tensor',
    fanIn: 64,
  });
  expect(encodeLink(spec, null)).toBe(
    '#v=1&preset=mnist@1&bits=levels&levels=-1,-0.5,0,0.5,1&wscope=tensor&fanin=64',
  );
  expect(specOf({ link: encodeLink(spec) })).toEqual(spec);
  expect(specOf({ link: encodeLink(spec), set: ['fanIn=none', 'weightBits=4', 'weightLevels='] })).toEqual({
    ...presetSpec('mnist@1'),
    weightScope: 'tensor',
    weightBits: '4',
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
  [['timeSteps=0'], /^timeSteps must be a whole number from 1 to 1,024 \(got 0\)$/],
  [['timeSteps=1.5'], /^timeSteps must be a whole number from 1 to 1,024/],
  [['timeSteps=x'], /^timeSteps must be a whole number from 1 to 1,024 \(got "x"\)/],
  [['timeSteps='], /^timeSteps must be a whole number from 1 to 1,024 \(got ""\)$/],
  [['percentile=101'], /^percentile must be a number from 50 to 100 \(got 101\)$/],
  [['initialPotential=full'], /^initialPotential must be one of zero, half \(got "full"\)$/],
  [['foldThreshold=maybe'], /^foldThreshold must be on or off \(got "maybe"\)$/],
  [['network=28x28'], /^network: a network needs at least an output layer/],
  [['network=28x28-c8s2-16-10'], /^start: the pre-trained network of first-look-paper@1 is .*use scratch/],
  [['trainCount=64'], /^batchSize must be at most trainCount \(128 > 64\)$/],
  [['fanIn=0'], /^fanIn must be a whole number from 1 to 65,536, or none \(got 0\)$/],
  [['fanIn='], /^fanIn must be a whole number from 1 to 65,536, or none \(got ""\)$/],
  [['fanIn=1.5'], /^fanIn must be .*\(got "1.5"\)$/],
  [['weightBits=9'], /^weightBits must be one of float, 8, .*, 2, levels \(got "9"\)$/],
  [['weightBits=levels'], /^weightLevels: weightBits “levels” needs a list, as -1,-0.5,0,0.5,1$/],
  [['weightLevels=-1,1'], /^weightLevels: a list is used with weightBits “levels” only, not “float”/],
  [
    ['weightBits=levels', 'weightLevels=0.5'],
    /^weightLevels: 2 to 256 levels, separated by commas \(got 1\)$/,
  ],
  [['method=magic'], /^method must be one of ptl.* \(got "magic"\)$/],
  [['leak=0'], /^leak must be a number above 0, at most 1 \(got 0\)$/],
  [['leak=1.5'], /^leak must be a number above 0, at most 1 \(got 1.5\)$/],
  [['timeSteps=256'], /^timeSteps: PTL .*; use at most 64 \(got 256\)$/],
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
  expect(() => specOf({ preset: 'nothing' })).toThrow(
    /^preset must be one of first-look-paper@1.*got "nothing"/,
  );
  expect(() => specOf({ link: '#v=1&preset=mnist@1&ns=9999' })).toThrow(
    /timeSteps must be .* from 1 to 1,024/,
  );
  expect(() => specOf({ link: '#v=7' })).toThrow(SpecError);
  expect(() => specOf({ link: '#v=1', preset: 'mnist' })).toThrow('--preset and --link');
});

test('a command that looks into an untuned conversion is of progressive tandem learning alone', () => {
  expect(untunedSpecOf({ preset: 'mnist' }, 'untuned')).toEqual(presetSpec('mnist@3'));
  expect(() => refuseOtherMethods({ method: 'rate' }, 'untuned')).toThrow(
    /^method must be ptl: untuned looks into .*\(got "rate"\)$/,
  );
});

test('a link of another engine is taken, and said to be one', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const link = encodeLink(presetSpec('mnist@1'), engineRevision + 1);
  expect(specOf({ link })).toEqual(presetSpec('mnist@1'));
  expect(said.mock.calls).toEqual([[expect.stringContaining(`revision ${engineRevision + 1}; this is`)]]);
  said.mockClear();
  specOf({ link: encodeLink(presetSpec('mnist@1')) });
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});
