/**
 * Tests that networks that can be written but not run are refused in words before anything runs.
 */
import { expect, test } from 'vitest';
import type { FieldName } from './settings.ts';
import { presetSpec, type RunSpec } from './spec.ts';
import { crossChecks } from './spec-checks.ts';

const base = { ...presetSpec('first-look@1'), start: 'scratch' } as const;
const problems = (network: string) => crossChecks({ ...base, network });

test.each([
  ['28x28-c8s2d2-10', /^network: conv1: a dilation of 2 cannot be computed together with a stride of 2/],
])('%s', (network, message) => {
  const [problem, ...others] = problems(network);
  expect(others).toEqual([]);
  expect(problem!.fields).toEqual(['network']);
  expect(problem!.message).toMatch(message);
});

test.each<[Partial<RunSpec>, readonly FieldName[], RegExp]>([
  [
    {},
    ['network', 'firing', 'method'],
    /^network: output: the max pooling .* use firing window, average pooling \(a2 .*, or a stride/,
  ],
  [
    { method: 'surrogate' },
    ['network', 'firing', 'method'],
    /^network: output: .* use another method with firing window, average pooling/,
  ],
  [
    { network: '28x28-c8s1-a2-m2-10', firing: 'window' },
    ['network', 'inputCoding'],
    /^network: output: the max pooling .* gets fractions of spikes from average pooling; put it first/,
  ],
  [
    { network: '28x28-m2-c8s2-10', method: 'rate', firing: 'window', inputCoding: 'poisson' },
    ['network', 'inputCoding'],
    /^network: conv1: the max pooling .* Poisson trains are in no order; use inputCoding constant/,
  ],
])('max pooling does not go with %j', (change, fields, message) => {
  expect(crossChecks({ ...base, network: '28x28-c8s2-m2-10', ...change })).toEqual([
    { fields, message: expect.stringMatching(message) },
  ]);
});

test('a method that cannot fire after the window says so beside it', () => {
  const both = { ...base, network: '28x28-c8s2-m2-10', method: 'surrogate', firing: 'window' } as const;
  expect(crossChecks(both).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^firing: training through time .* use immediate/),
    expect.stringMatching(/^network: output: .* use another method with firing window/),
  ]);
});

test.each(['ptl', 'rate', 'clip-floor-shift', 'tandem', 'calibration'])(
  'max pooling goes with %s where neurons fire after their window, before average pooling as well',
  (method) => {
    const settings = { ...base, method, firing: 'window' } as const;
    for (const network of ['28x28-c8s1-m2-a2-10', '28x28-m2-c8s2-m2-10'])
      expect(crossChecks({ ...settings, network })).toEqual([]);
  },
);

test('the training of the analog network alone takes max pooling, and nothing else more', () => {
  const trained = (network: string) => crossChecks({ ...base, network }, undefined, 'pretraining');
  expect(trained('28x28-c8s2-m2-10')).toEqual([]);
  expect(trained('28x28-c8s2-m2-9')).toEqual(crossChecks({ ...base, network: '28x28-c8s2-a2-9' }));
  expect(trained('28x28-c8s2d2-10')).toEqual(problems('28x28-c8s2d2-10'));
});

test('a kernel and a pool that are not square are taken, and dilation and unequal paddings', () => {
  expect(problems('28x28-c8k3x5s2x1-a1x2-10')).toEqual([]);
  expect(problems('28x28-c8d2-c8s2p0+1-10')).toEqual([]);
});
