/**
 * Tests the confusion matrix in a report: it covers all test examples, however many workers judged
 * them.
 */
import { expect, test } from 'vitest';
import { diskReader } from '../../../cli/read-disk.ts';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import type { RunReport } from '../records/report.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';
import { loadExamples } from './materials.ts';

const tiny = parseSpec({
  ...presetSpec('first-look@1'),
  network: '28x28-c1k9s14-8-10',
  start: 'scratch',
  pretrainEpochs: 1,
  pretrainLearningRate: 0.01,
  trainCount: 256,
  validationCount: 32,
  testCount: 32,
  calibrationCount: 32,
  batchSize: 64,
  timeSteps: 4,
  method: 'rate',
  workers: 1,
  backend: 'wasm',
});

async function reportFor(spec: RunSpec): Promise<RunReport> {
  let report: RunReport | null = null;
  await execute('run-1', spec, testSurroundings, createControl(), (event) => {
    if (event.type === 'runFinished') report = event.report;
    if (event.type === 'runFailed') throw new Error(event.message);
  });
  return report!;
}

test.each([1, 2])(
  'with %i workers its rows are the classes’ examples, its diagonal the accuracy',
  async (workers) => {
    const { snn } = await reportFor({ ...tiny, workers });
    const matrix = snn!.confusion!;
    const { test: examples } = await loadExamples(tiny, diskReader());
    const labels = examples.targets.kind === 'class' ? examples.targets.labels : [];
    const classes = Array.from({ length: 10 }, (_, k) => labels.filter((label) => label === k).length);
    expect(matrix.map((row) => row.reduce((sum, n) => sum + n, 0))).toEqual(classes);
    expect(matrix.every((row) => row.length === 10)).toBe(true);
    const hits = matrix.reduce((sum, row, k) => sum + row[k]!, 0);
    expect(hits / snn!.testCount).toBe(snn!.test.accuracy);
    expect(hits).toBeGreaterThan(0);
  },
);
