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
  expect(lines).toContain('accuracies of 1000 validation images');
  expect(lines).toContain('SNN  validation 96.00 % of 1000  test 97.00 % of 100  at Ns 8  (-2.00 points)');
});

test('a method that trains nothing has no table of stages', () => {
  const text = printed({ ...report, stages: [], epochs: [] });
  expect(text).not.toContain('threshold');
  expect(text).toMatch(/^\nANN .*\nSNN .*/);
});
