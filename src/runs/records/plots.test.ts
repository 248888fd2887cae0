import { expect, test } from 'vitest';
import { finishedRecord } from '../testing/stored-run.ts';
import { withoutPoints, withPoints } from './plots.ts';

const { network: _, ...run } = finishedRecord();

test('the points come out once each, and back where they were', () => {
  const { light, points } = withoutPoints(run);
  expect(points).toHaveLength(2 * run.stages.length);
  expect(light.stages[0]!.after!.activations).toHaveLength(0);
  expect(light.report!.stages[0]).toBe(light.stages[0]);
  const stored = structuredClone({ light, points });
  const whole = withPoints(stored.light, stored.points);
  expect(whole).toEqual(run);
  expect(whole.report!.stages[0]).toBe(whole.stages[0]);
});

test('a report with stages of its own keeps its own points', () => {
  const apart = { ...run, report: structuredClone(run.report) };
  const { light, points } = withoutPoints(apart);
  expect(points).toHaveLength(4 * run.stages.length);
  expect(withPoints(light, points)).toEqual(apart);
});

test('damaged points leave their plot empty, and the others filled', () => {
  const { light, points } = withoutPoints(run);
  const damaged = [null, { ...points[1]!, counts: new Float32Array(1) }, ...points.slice(2)];
  const read = withPoints(light, damaged);
  expect(read.stages[0]!.before!.activations).toHaveLength(0);
  expect(read.stages[0]!.after!.activations).toHaveLength(0);
  expect(read.stages[1]).toEqual(run.stages[1]);
  for (const value of [undefined, 7, [], 'points']) expect(withPoints(light, value)).toEqual(light);
});
