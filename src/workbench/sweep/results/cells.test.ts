import { expect, test } from 'vitest';
import { cellsOf } from '../../../runs/sweep/plan.ts';
import { base, failed, finished, sweepOf } from '../testing/sweep.ts';
import { cellRecord } from './cell-record.ts';
import { progressWords } from './cell-words.ts';
import { cellViews, countStates, shareDone, stageCount } from './cells.ts';

const cells = cellsOf(sweepOf([{ field: 'timeSteps', values: [1, 2, 4, 8] }]));
const [one, two, three] = cells;

test('each cell is finished, failed, running or waiting; one that runs again is running', () => {
  const results = [finished(one!), failed(two!, 'no memory'), failed(three!, 'no memory')];
  const views = cellViews(
    cells,
    new Map(results.map((result) => [result.key, result])),
    new Map([[three!.key, { stage: 1, epoch: 2, etaSeconds: null }]]),
  );
  expect(views.map(({ state }) => state)).toEqual(['finished', 'failed', 'running', 'waiting']);
  expect(views[2]?.progress?.epoch).toBe(2);
  expect(countStates(views)).toEqual({ waiting: 1, running: 1, finished: 1, failed: 1 });
});

test('what is done grows stage by stage and is never all', () => {
  expect(stageCount(base)).toBe(3);
  expect(stageCount({ ...base, readoutStage: true })).toBe(4);
  expect(stageCount({ ...base, weightBits: '4' })).toBe(4);
  const at = (stage: number, epoch: number) =>
    shareDone({ cell: one!, progress: { stage, epoch, etaSeconds: null } });
  expect(shareDone({ cell: one!, progress: null })).toBe(0);
  expect(at(0, 0)).toBe(0);
  expect(at(2, 0)).toBeCloseTo(1 / 3, 12);
  expect(at(3, base.maxStageEpochs)).toBeLessThan(1);
});

test('a cell that trains nothing is tested, and says how long that takes once it knows', () => {
  const cell = { ...one!, spec: { ...base, method: 'rate' } };
  const words = (etaSeconds: number | null) =>
    progressWords({ cell, progress: { stage: 0, epoch: 0, etaSeconds } });
  expect(words(null)).toBe('running');
  expect(words(8)).toBe('testing, about 8\u00a0s left');
});

test('a cell with a report becomes a run with layers, one without becomes none', () => {
  const report = {
    runId: 'r1',
    status: 'finished',
    startedAt: '2026-01-01T00:00:00.000Z',
    seconds: 60,
    ann: null,
    stages: [],
    epochs: [],
    environment: null,
    warnings: ['careful'],
  } as never;
  const network = new Uint8Array([1]);
  const record = cellRecord({ ...finished(two!), report }, network);
  expect(record).toMatchObject({
    id: 'r1',
    spec: two!.spec,
    status: 'finished',
    updatedAt: '2026-01-01T00:01:00.000Z',
    warnings: ['careful'],
    network,
  });
  expect(record?.layers.map(({ name }) => name)).toEqual(['conv1', 'conv2', 'fc3', 'output']);
  expect(record?.name).toBe('Ns 2');
  expect(cellRecord(failed(two!, 'no memory'), null)).toBeNull();
});
