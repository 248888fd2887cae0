import { expect, test } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { fieldMessage, runnableSpec, specProblems } from './problems.ts';

const spec = presetSpec('first-look@2');

test('what the settings last could be run as', () => {
  const short = { ...spec, timeSteps: 16 };
  const long = { ...spec, timeSteps: 1000 };
  expect(runnableSpec({ spec: short })).toBe(short);
  expect(specProblems({ spec: long, unfinished: {} })).toHaveLength(1);
  expect(runnableSpec({ spec: long })).toBe(short);
  expect(runnableSpec({ spec })).toBe(spec);
});

test('a value that the method refuses is said at the value and at the method', () => {
  const draft = { spec: { ...spec, timeSteps: 1000 }, unfinished: {} };
  expect(fieldMessage(draft, 'timeSteps')).toMatch(/at most 64 \(got 1000\)$/);
  expect(fieldMessage(draft, 'method')).toBe(fieldMessage(draft, 'timeSteps'));
  expect(fieldMessage(draft, 'patience')).toBeNull();
});
