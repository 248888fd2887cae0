/**
 * Tests networks whose weights are numbers and whose outputs are none: the report counts these
 * examples and says so, the page calls no class an answer.
 */
import { expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { gatherThreads } from '../../../cli/recruit.ts';
import type { ReadFile } from '../../datasets/dataset.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from '../../exchange/safetensors.ts';
import { createSimulationDesk } from '../inspection/desk/desk.ts';
import { parseReport } from '../records/checks/report-schema.ts';
import type { RunEvent } from '../records/events.ts';
import type { RunReport } from '../records/report.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';

/** Reads the site's files; the readout of a checkpoint has weights of ±1e38. */
const read: ReadFile = async (name, onProgress) => {
  const bytes = await diskReader()(name, onProgress);
  if (!name.endsWith('.safetensors')) return bytes;
  const { tensors, metadata } = readSafetensors(bytes);
  const changed = [...tensors].map(([tensor, { shape, values }]): [string, WrittenTensor] => [
    tensor,
    {
      type: 'F32',
      shape,
      values:
        tensor === 'output.weight'
          ? Float32Array.from(values as Float32Array, (_, i) => (i < 320 ? 1e38 : -1e38))
          : (values as Float32Array),
    },
  ]);
  return writeSafetensors(new Map(changed), metadata);
};

const spec = parseSpec({
  ...presetSpec('first-look@1'),
  method: 'rate',
  trainCount: 64,
  validationCount: 32,
  testCount: 32,
  calibrationCount: 64,
  batchSize: 32,
  timeSteps: 4,
  workers: 1,
  backend: 'wasm',
});

const host = { open: openNodeBackend, read, host: 'a test', engine: 'tfjs' };

test('a run counts and tells them, and its report can be read back', async () => {
  let report: RunReport | null = null;
  const told: string[] = [];
  const surroundings = {
    ...host,
    memoryBytes: 8 * 2 ** 30,
    gather: (wanted: RunSpec) => gatherThreads('run', wanted),
  };
  await execute('run-1', spec, surroundings, createControl(), (event: RunEvent) => {
    if (event.type === 'warning') told.push(event.message);
    if (event.type === 'runFinished') report = event.report;
    if (event.type === 'runFailed') throw new Error(event.message);
  });
  const { ann, snn, warnings } = report!;
  for (const figures of [ann!, snn!]) {
    const none = figures.test.unanswered!;
    expect(none).toBeGreaterThan(0);
    expect(figures.test.accuracy! * figures.testCount).toBeLessThanOrEqual(figures.testCount - none);
  }
  const answered = snn!.confusion!.flat().reduce((sum, n) => sum + n, 0);
  expect(answered).toBe(snn!.testCount - snn!.test.unanswered!);
  expect(warnings).toEqual(told);
  expect(told.join('\n')).toMatch(
    /^SNN, test: outputs are no numbers for [\d,]+ of 10,000 examples, which count as wrong$/m,
  );
  expect(parseReport(JSON.parse(JSON.stringify(report))).snn!.test.unanswered).toBe(snn!.test.unanswered);
});

test('one example of it has no class and no probabilities', async () => {
  const desk = createSimulationDesk({ ...host, open: () => openNodeBackend('wasm') });
  const opened = await desk.open({ kind: 'untuned', origin: spec, settings: spec });
  expect(opened).toMatchObject({ ok: true });
  const inspected = await desk.inspect({ kind: 'test', index: 0 });
  expect(inspected).toMatchObject({
    ok: true,
    value: { answer: { kind: 'class', snnPrediction: 'none', annPrediction: 'none' } },
  });
});
