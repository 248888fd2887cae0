import { expect, it } from 'vitest';
import type { AnnReport, RunReport } from '../../../runs/records/report.ts';
import { presetSpec, type RunSpec } from '../../../runs/spec/spec.ts';
import { windowCurve } from './window-curve.ts';

const spec = { ...presetSpec('first-look@2'), method: 'rate', timeSteps: 2 };
const run = (change: Partial<RunSpec> = {}, anytime: readonly number[] | null = [0.5, 0.9]) => ({
  name: 'a run',
  spec: { ...spec, ...change },
  ann: { validation: { loss: 0.1, accuracy: 0.98 } } as unknown as AnnReport,
  report: anytime && ({ snn: { anytime } } as unknown as RunReport),
});

it('is the accuracy after each step of a run that trained nothing', () => {
  const curve = windowCurve(run(), []);
  expect(curve).toMatchObject({
    ann: 0.98,
    images: spec.validationCount,
    input: 'image as constant current',
  });
  expect(curve?.lines.map(({ name, steps }) => [name, steps.map(({ mean }) => mean)])).toEqual([
    ['Rate conversion', [0.5, 0.9]],
  ]);
});

it('has a line for each run compared with it that has one', () => {
  const others = [run({ percentile: 99 }, [0.6, 0.8]), run({ seed: 2 }, null), run({ method: 'ptl' }, [0.7])];
  expect(windowCurve(run(), others)?.lines.map(({ name }) => name)).toEqual([
    '1 Rate conversion · p99.9 · Seed 1',
    '2 p99',
    '4 Progressive tandem learning',
  ]);
});

it('has no line of a run that learns another task', () => {
  const others = [run({ task: 'reconstruction' }), run({ percentile: 99 })];
  expect(windowCurve(run(), others)?.lines.map(({ name }) => name.slice(0, 1))).toEqual(['1', '3']);
});

it('is none before the end, and of a run that has epochs', () => {
  expect(windowCurve(run({}, null), [])).toBeNull();
  expect(windowCurve(run({ method: 'ptl' }), [])).toBeNull();
  expect(windowCurve(null, [])).toBeNull();
});
