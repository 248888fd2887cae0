/**
 * Tests that networks that can be written but not run are refused in words before anything runs.
 */
import { expect, test } from 'vitest';
import { presetSpec } from './spec.ts';
import { crossChecks } from './spec-checks.ts';

const base = { ...presetSpec('first-look@1'), start: 'scratch' } as const;
const problems = (network: string) => crossChecks({ ...base, network });

test.each([
  ['28x28-c8s2-m2-10', /^network: pool2: max pooling cannot spike.*average pooling/],
  ['28x28-c8s2d2-10', /^network: conv1: a dilation of 2 cannot be computed together with a stride of 2/],
])('%s', (network, message) => {
  const [problem, ...others] = problems(network);
  expect(others).toEqual([]);
  expect(problem!.fields).toEqual(['network']);
  expect(problem!.message).toMatch(message);
});

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
