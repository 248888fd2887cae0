import { describe, expect, test } from 'vitest';
import type { DatasetFacts } from '../../datasets/dataset.ts';
import { writeCount } from '../../tasks/writing.ts';
import { upgradeSpec } from '../records/upgrade.ts';
import { allowed, type Field, fieldNames, fields, type TextField } from './fields.ts';
import { houseKnown } from './known.ts';
import { defaultPreset, findPreset, presets } from './presets/presets.ts';
import { checkField, differingFields, parseSpec, presetSpec, type RunSpec, SpecError } from './spec.ts';
import { crossChecks } from './spec-checks.ts';
import { parseValue, presentValue } from './value-text.ts';

const problems = (value: unknown): readonly string[] => {
  try {
    parseSpec(value);
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return (error as SpecError).problems;
  }
  return [];
};

const base = presetSpec('mnist@1');

test('every preset is a valid spec, and the default is one of them', () => {
  for (const preset of presets) expect(parseSpec(presetSpec(preset.id))).toEqual(presetSpec(preset.id));
  expect(findPreset(defaultPreset)?.id).toBe(defaultPreset);
  expect(findPreset('mnist')?.id).toBe('mnist@3');
  expect(() => presetSpec('mnist@99')).toThrow(/preset must be one of .*mnist@3.*got "mnist@99"/);
});

test.each(fieldNames)(
  '%s: the ends of its range are taken, what lies beyond is refused by name and range',
  (name) => {
    const field: Field = fields[name];
    const refused = (value: unknown) => {
      const told = problems({ ...base, [name]: value });
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`${name} must be ${allowed(name)} (got`);
      expect(checkField(name, value)).toBe(told[0]);
    };
    for (const value of [undefined, null, {}, [1], Number.NaN, 10n, Symbol('s')]) refused(value);
    if (field.kind === 'integer' || field.kind === 'number') {
      const least = field.above ? Number.MIN_VALUE : field.min;
      for (const value of [least, field.max]) expect(checkField(name, value)).toBeNull();
      for (const value of [field.min - 1, field.max + 1, Number.POSITIVE_INFINITY, String(field.min)])
        refused(value);
      if (field.above) refused(field.min);
      if (field.kind === 'integer') refused(field.min + 0.5);
    } else if (field.kind === 'choice') {
      for (const { value } of field.options) expect(checkField(name, value)).toBeNull();
      for (const value of ['nonsense', 'toString', 1]) refused(value);
    } else if (field.kind === 'switch') {
      for (const value of [true, false]) expect(checkField(name, value)).toBeNull();
      for (const value of ['on', 1]) refused(value);
    } else if (field.kind === 'limit') {
      for (const value of [field.min, field.max, 'none']) expect(checkField(name, value)).toBeNull();
      for (const value of [field.min - 1, field.max + 1, field.min + 0.5, '', 'off', '64', true])
        refused(value);
    } else {
      const { minLength, maxLength } = field as TextField;
      for (const value of [...(minLength > 0 ? [''] : []), 'x'.repeat(maxLength + 1), 1]) refused(value);
    }
  },
);

test('every problem is told at once', () => {
  expect(problems({ ...base, timeSteps: 0, patience: 99 })).toEqual([
    'timeSteps must be a whole number from 1 to 1,024 (got 0)',
    'patience must be a whole number from 1 to 20 (got 99)',
  ]);
});

test('version, preset and unknown settings', () => {
  expect(problems({ ...base, version: 2 })).toEqual(['version must be 1 (got 2)']);
  expect(problems({ ...base, preset: 'x' })[0]).toMatch(/preset must be one of .*got "x"/);
  // A spec names its revision; only links may leave it out.
  expect(problems({ ...base, preset: 'mnist' })).toHaveLength(1);
  expect(problems({ ...base, refractory: 1 })[0]).toMatch(/refractory/);
  for (const value of [null, undefined, 3, 'spec', []]) expect(problems(value)).toHaveLength(1);
});

test('a long value does not flood the message', () => {
  expect(problems({ ...base, network: 'x'.repeat(100_000) })[0]!.length).toBeLessThan(200);
});

test.each<[string, object, RegExp]>([
  ['a network that is none', { start: 'scratch', network: '28x28' }, /network: .*output layer/],
  [
    'a network for other images',
    { start: 'scratch', network: '32x32x3-10' },
    /network: inputs of MNIST are 28×28×1/,
  ],
  ['a network with other classes', { start: 'scratch', network: '28x28-11' }, /MNIST has 10 classes, not 11/],
  [
    'a network past all memory',
    { start: 'scratch', network: '28x28-c65536s28-c65536k1-10' },
    /network: [\d,]+ weights; at most/,
  ],
  [
    'neurons past all memory',
    { start: 'scratch', network: '28x28-c44000-c1s28-10' },
    /network: 34,496,011 neurons; at most/,
  ],
  ['a checkpoint of another network', { network: '28x28-10' }, /start: .*use scratch/],
  [
    'a checkpoint of a preset without one',
    { ...presetSpec('mnist-paper@1'), start: 'checkpoint' },
    /ships no pre-trained/,
  ],
  [
    'a batch larger than the data',
    { batchSize: 512, trainCount: 511 },
    /batchSize must be at most trainCount \(512 > 511\)/,
  ],
])('%s is refused', (_, change, words) => {
  const told = problems({ ...base, ...change });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(words);
});

test('specs cannot be changed, and differences are found in the table’s order', () => {
  const spec = parseSpec({ ...base, patience: 3, timeSteps: 16 });
  expect(Object.isFrozen(spec)).toBe(true);
  expect(Object.isFrozen(base)).toBe(true);
  expect(differingFields(spec, base)).toEqual(['timeSteps', 'patience']);
});

test('a spec from before the hardware limits is told which settings it lacks', () => {
  const { fanIn: _, ...older } = base;
  expect(problems(older)).toEqual(['fanIn must be a whole number from 1 to 65,536, or none (got nothing)']);
});

test.each([
  ['trainCount', 54_000, 'training'],
  ['validationCount', 6000, 'validation'],
  ['testCount', 10_000, 'test'],
] as const)('%s: the data set’s own number is taken, one more is refused with it', (field, most, words) => {
  expect(problems({ ...base, [field]: most })).toEqual([]);
  expect(problems({ ...base, [field]: most + 1 })).toEqual([
    `${field} must be at most ${writeCount(most)}: MNIST has no more ${words} examples (got ${most + 1})`,
  ]);
});

describe('a data set that somebody added', () => {
  const blobs: DatasetFacts = {
    id: 'blobs',
    title: 'Blobs',
    available: { train: 500, validation: 200, test: 100 },
    inputShape: [8, 8, 1],
    classNames: ['round', 'square', 'other'],
    scaling: { divisor: 255 },
  };
  const known = { ...houseKnown, datasets: [...houseKnown.datasets, blobs] };
  const spec = { ...base, dataset: 'blobs', start: 'scratch', network: '8x8-c4-3' } as RunSpec;
  const counts = { trainCount: 500, validationCount: 200, testCount: 100 };
  const told = (change: Partial<RunSpec>) =>
    crossChecks({ ...spec, ...counts, ...change }, known).map(({ message }) => message);

  test('says how many examples it has and what fits it', () => {
    expect(told({})).toEqual([]);
    expect(told({ trainCount: 501, testCount: 101 })).toEqual([
      'trainCount must be at most 500: Blobs has no more training examples (got 501)',
      'testCount must be at most 100: Blobs has no more test examples (got 101)',
    ]);
    expect(told({ network: '28x28-3' })).toEqual(['network: inputs of Blobs are 8×8×1, not 28×28×1']);
    expect(told({ network: '8x8-10' })).toEqual([
      'network: for the task classification, Blobs has 3 classes, not 10 outputs',
    ]);
    expect(told({ network: '8x8-16-64', task: 'reconstruction' })).toEqual([]);
  });

  test('is no data set where nobody knows it', () => {
    const [problem, ...others] = crossChecks({ ...spec, ...counts });
    expect(problem).toEqual({
      fields: ['dataset'],
      message: 'dataset must be one of mnist, shapes, voices (got blobs)',
    });
    expect(others).toEqual([]);
  });
});

test('a task that cannot learn from speech is refused beside a set of speech', () => {
  expect(problems({ ...base, dataset: 'voices' })).toContain(
    'task: Voices (synthetic) is speech, which the task classification cannot learn from',
  );
});

describe('the task', () => {
  test('of every preset fits its network, and presets of version 1 classify', () => {
    expect(presetSpec('mnist@1').task).toBe('classification');
    expect(presetSpec('first-look@1').task).toBe('classification');
  });

  test('is one of those there are', () => {
    expect(problems({ ...base, task: 'juggling' })).toEqual([
      'task must be one of classification, reconstruction, separation (got "juggling")',
    ]);
    const { task: _, ...without } = base;
    expect(problems(without)).toEqual([
      'task must be one of classification, reconstruction, separation (got nothing)',
    ]);
  });

  test('decides which outputs fit: classes, or the values of an input', () => {
    const rebuilding = { ...base, task: 'reconstruction', start: 'scratch' };
    expect(problems({ ...rebuilding, network: '28x28-32-784' })).toEqual([]);
    expect(problems({ ...rebuilding, network: '28x28-32-10' })).toEqual([
      'network: for the task reconstruction, an input of MNIST has 784 values (28×28×1), not 10 outputs',
    ]);
    expect(problems({ ...rebuilding, task: 'classification', network: '28x28-32-784' })).toEqual([
      'network: for the task classification, MNIST has 10 classes, not 784 outputs',
    ]);
  });
});

test('epochs are judged by the loss or by the score, which was called accuracy', () => {
  expect(checkField('criterion', 'score')).toBeNull();
  expect(problems({ ...base, criterion: 'accuracy' })).toEqual([
    'criterion must be one of loss, score (got "accuracy")',
  ]);
  expect(parseValue(fields.criterion, 'accuracy')).toBe('score');
  expect(parseValue(fields.criterion, 'loss')).toBe('loss');
  expect(presentValue(fields.network, 'accuracy')).toBe('accuracy');
  // A spec of before is read with today's names, and with the task it had: its preset's.
  const { task: _, ...old } = { ...base, criterion: 'accuracy' };
  expect(parseSpec(upgradeSpec(old))).toEqual({ ...base, criterion: 'score' });
});
