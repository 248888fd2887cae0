import { afterEach, expect, test, vi } from 'vitest';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { reportOf } from '../src/runs/sweep/testing/report.ts';
import { printReport } from './print-report.ts';

const report = reportOf(presetSpec('first-look@2'), { test: 0.97, validation: 0.96 });

function printed(of: typeof report): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  printReport(of);
  return log.mock.calls.map(([line]) => line).join('\n');
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('a row per stage, then what came out', () => {
  const lines = printed(report).split('\n');
  expect(lines[1]).toMatch(
    /^stage +threshold +upper bound +converted +tuned +test +epochs +ended by +seconds$/,
  );
  expect(lines[2]).toMatch(/^1 conv1 +0\.5000 +1\.000 +50\.00 % +90\.00 % +–/);
  expect(lines).toContain('accuracies of 1,000 validation examples');
  expect(lines).toContain(
    'SNN  validation 96.00 % of 1,000  test 97.00 % of 100 (95 % interval 91.5 – 99.0 %)  at Ns 8  (-2.00 points)',
  );
});

test('seed, backend and engine, and the link of the run as it was computed', () => {
  const environment = { ...report.environment!, backend: 'wasm', workers: 3 } as const;
  const lines = printed({ ...report, environment, engine: 4 }).split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^seed 1, wasm, engine revision 4, /));
  expect(lines.at(-1)).toBe('as it was computed: #v=1&preset=first-look@2&engine=4&workers=3&backend=wasm');
});

test('of another task its own score, and no points', () => {
  const spec = presetSpec('autoencoder@1');
  const scores = (mse: number) => ({ loss: mse, mse });
  const of = reportOf(spec, { test: 0, validation: 0 });
  const stages = of.stages.map((stage) => ({ ...stage, converted: scores(0.02), kept: scores(0.012) }));
  const ann = { ...of.ann!, validation: scores(0.0075), test: scores(0.0076) };
  const snn = { ...of.snn!, validation: scores(0.0099), test: scores(0.01) };
  const lines = printed({ ...of, stages, ann, snn }).split('\n');
  expect(lines[2]).toMatch(/^1 conv1 +0\.5000 +1\.000 +0\.0200 +0\.0120 +–/);
  expect(lines).toContain('mean squared errors of 1,000 validation examples');
  expect(lines).toContain('ANN  validation 0.00750 over 1,000  test 0.00760 over 100');
  expect(lines).toContain('SNN  validation 0.00990 over 1,000  test 0.0100 over 100  at Ns 8  (0.00240)');
});

test('what else was measured stands beside the lead score', () => {
  const snn = { ...report.snn!, test: { ...report.snn!.test, top5: 0.998 } };
  expect(printed({ ...report, snn })).toContain('(95 % interval 91.5 – 99.0 %), top-5 99.80 %  at Ns 8');
});

test('a method that trains nothing has no table of stages', () => {
  const text = printed({ ...report, stages: [], epochs: [] });
  expect(text).not.toContain('threshold');
  expect(text).toMatch(/^\nANN .*\nSNN .*/);
});
