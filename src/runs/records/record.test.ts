import { expect, test } from 'vitest';
import { parseSpec, presetSpec } from '../spec/spec.ts';
import type { RunEvent } from './events.ts';
import { applyEvent, beginRecord, type RunRecord } from './record.ts';
import type { AnnReport, Environment, EpochRow, RunReport, StageReport } from './report.ts';

const spec = parseSpec({ ...presetSpec('mnist@1'), timeSteps: 16, patience: 1 });

/** Freezes a value deeply, so that a reducer that changes its input throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const fold = (
  events: readonly RunEvent[],
  from = beginRecord('r1', spec, '2024-01-01T00:00:00Z'),
): RunRecord => events.reduce((record, event) => frozen(applyEvent(record, event)), frozen(from));

const row = (stage: number, epoch: number): EpochRow => ({
  stage,
  layer: `conv${stage}`,
  epoch,
  learningRate: 1e-4,
  trainLoss: 0.1,
  validation: { loss: 0.2, accuracy: 0.9 },
  test: null,
  patienceCounter: 0,
  seconds: 1,
});
const stageReport = (stage: number) =>
  ({ stage, layer: `conv${stage}`, kept: { loss: 0.2, accuracy: 0.9 } }) as unknown as StageReport;
const environment = { backend: 'wasm' } as Environment;
const ann = { test: { loss: 0.1, accuracy: 0.99 } } as unknown as AnnReport;
const network = (n: number) => new Uint8Array([n]);
const epoch = (stage: number, n: number): RunEvent => ({ type: 'epoch', row: row(stage, n) });
const ended = (stage: number): RunEvent => ({
  type: 'stageEnded',
  report: stageReport(stage),
  network: network(stage),
});
const began = (stage: number): RunEvent => ({
  type: 'stageBegan',
  stage,
  layer: `conv${stage}`,
  threshold: [1],
  upperBound: [8],
  deadChannels: 0,
  diagnostics: null,
});
const report = (change: Partial<RunReport> = {}) =>
  ({
    ann,
    stages: [stageReport(1)],
    epochs: [row(1, 0)],
    environment,
    warnings: ['w'],
    ...change,
  }) as RunReport;

test('a run begins with nothing but its settings, named by what was changed', () => {
  const record = applyEvent(beginRecord('old', spec, 'x'), {
    type: 'runBegan',
    runId: 'r1',
    spec,
    startedAt: '2024-01-01T00:00:00Z',
  });
  expect(record).toEqual(beginRecord('r1', spec, '2024-01-01T00:00:00Z'));
  expect(record).toMatchObject({
    id: 'r1',
    name: 'Ns 16 · Tp 1',
    status: 'running',
    stages: [],
    epochs: [],
    network: null,
  });
});

test('events fold into the record, in order', () => {
  const record = fold([
    { type: 'backendReady', environment },
    { type: 'networkBuilt', layers: [], parameters: 3 },
    { type: 'annReady', ann },
    began(1),
    epoch(1, 0),
    epoch(1, 1),
    ended(1),
    began(2),
    epoch(2, 0),
    { type: 'warning', message: 'slow' },
  ]);
  expect(record.environment).toBe(environment);
  expect(record.ann).toBe(ann);
  expect(record.epochs.map((r) => [r.stage, r.epoch])).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
  ]);
  expect(record.stages.map((s) => s.stage)).toEqual([1]);
  expect(record.network).toEqual(network(1));
  expect(record.warnings).toEqual(['slow']);
  expect(record.status).toBe('running');
});

test('events that leave nothing to keep give back the same object', () => {
  const record = beginRecord('r1', spec, '2024-01-01T00:00:00Z');
  const passing: RunEvent[] = [
    { type: 'loading', what: 'data', loadedBytes: 1, totalBytes: 2 },
    { type: 'eta', epochSeconds: 1, totalSeconds: 2 },
    { type: 'paused' },
    { type: 'resumed' },
    { type: 'scheduler', stage: 1, epoch: 1, counter: 0, patience: 1, bestEpoch: 1, improved: true },
    {
      type: 'progress',
      phase: 'training',
      stage: 1,
      epoch: 1,
      batch: 1,
      batches: 2,
      millisecondsPerBatch: 3,
    },
  ];
  for (const event of passing) expect(applyEvent(record, event, 'later')).toBe(record);
});

test('the time of an event is kept when it is given', () => {
  const record = beginRecord('r1', spec, '2024-01-01T00:00:00Z');
  expect(applyEvent(record, epoch(1, 0), '2024-01-01T00:01:00Z').updatedAt).toBe('2024-01-01T00:01:00Z');
  expect(applyEvent(record, epoch(1, 0)).updatedAt).toBe('2024-01-01T00:00:00Z');
});

test('a run that goes on has what its report has, and computes the rest again', () => {
  const kept = report({
    runId: 'r1',
    spec,
    startedAt: '2024-01-01T00:00:00Z',
    epochs: [row(0, 1), row(1, 0)],
  });
  const cut = [
    { type: 'annReady', ann },
    began(1),
    epoch(1, 0),
    ended(1),
    began(2),
    epoch(2, 0),
    { type: 'warning', message: 'conv2 is dead' },
  ] satisfies RunEvent[];
  const record = fold([...cut, { type: 'runWentOn', report: kept }, began(2), epoch(2, 0)]);
  expect(record.epochs.map((r) => [r.stage, r.epoch])).toEqual([
    [0, 1],
    [1, 0],
    [2, 0],
  ]);
  expect(record.stages).toHaveLength(1);
  expect(record.network).toEqual(network(1));
  expect(record.warnings).toEqual(['w']);
  const fresh = fold([...cut, { type: 'runWentOn', report: { ...kept, ann: null, stages: [], epochs: [] } }]);
  expect(fresh).toMatchObject({ status: 'running', ann: null, stages: [], epochs: [] });
});

test('the three ends', () => {
  const open = [began(1), epoch(1, 0), ended(1)];
  const finished = fold([...open, { type: 'runFinished', report: report(), network: network(9) }]);
  expect(finished).toMatchObject({ status: 'finished', failure: null, warnings: ['w'] });
  expect(finished.network).toEqual(network(9));
  const stopped = fold([...open, { type: 'runStopped', report: report({ epochs: [row(1, 0), row(1, 1)] }) }]);
  expect(stopped.status).toBe('stopped');
  expect(stopped.epochs).toHaveLength(2);
  expect(stopped.network).toEqual(network(1));
  const failed = fold([...open, { type: 'runFailed', message: 'the loss is not a number', report: null }]);
  expect(failed).toMatchObject({ status: 'failed', failure: 'the loss is not a number', report: null });
  expect(failed.network).toEqual(network(1));
  expect(failed.epochs).toHaveLength(1);
});

test('after its end a run stays as it is', () => {
  const stopped = fold([{ type: 'runStopped', report: report() }]);
  for (const event of [epoch(1, 5), ended(2), { type: 'runFailed', message: 'late', report: null } as const])
    expect(applyEvent(stopped, event)).toBe(stopped);
});
