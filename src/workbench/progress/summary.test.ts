import { expect, test } from 'vitest';
import type { EpochRow } from '../../runs/records/report.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric } from '../../tasks/task.ts';
import { methodWords } from '../words/method-words.ts';
import { layoutChart } from './chart/chart-layout.ts';
import type { Chart } from './chart/use-chart.ts';
import { summaryOf } from './summary.ts';

function row(epoch: number, validation: EpochRow['validation']): EpochRow {
  return {
    stage: 1,
    layer: 'fc1',
    epoch,
    learningRate: null,
    trainLoss: null,
    validation,
    test: null,
    patienceCounter: 0,
    seconds: 1,
  };
}

function told(id: string, ann: number | null, scores: readonly number[], kept: number | null = null): string {
  const task = taskOf(id);
  const epochs = scores.map((score, epoch) => row(epoch, { loss: 0.1, [task.lead]: score }));
  const layout = layoutChart({
    stageLayers: ['fc1'],
    epochs,
    finishedStages: kept === null ? 0 : 1,
    learning: kept === null ? 1 : null,
    overlays: [],
    expectedEpochs: 3,
  });
  const chart: Chart = {
    task,
    metric: leadMetric(task),
    layout,
    ann,
    tests: new Map(),
    testCurve: false,
    validationImages: 1000,
    kept: new Map(kept === null ? [] : [[1, kept]]),
    keptEpochs: new Map(kept === null ? [] : [[1, 1]]),
    overlays: [],
    apart: [],
    learning: null,
    words: methodWords('ptl'),
    hasEpochs: true,
    empty: scores.length === 0,
  };
  return summaryOf(chart).replaceAll('\u00a0', ' ');
}

test('the chart in words goes by the lead metric', () => {
  expect(told('classification', 0.99, [0.7, 0.98, 0.97], 0.98)).toBe(
    'Validation accuracy while converting: fc1 falls to 70.0 % when just converted, keeps 98.0 % of epoch 1. The ANN has 99.0 % on 1,000 validation images.',
  );
  expect(told('reconstruction', 0.0075, [0.02, 0.008, 0.0081], 0.008)).toBe(
    'Validation mean squared error while converting: fc1 rises to 0.0200 when just converted, keeps 0.00800 of epoch 1. The ANN has MSE 0.00750 on 1,000 validation images.',
  );
  expect(told('reconstruction', null, [])).toMatch(/No epoch has been measured yet\.$/);
});

test('a stage has the score it kept, which is chosen by the loss and may not be the best', () => {
  expect(told('classification', 0.99, [0.7, 0.985, 0.98], 0.98)).toMatch(/, keeps 98\.0 % of epoch 1\./);
  expect(told('classification', 0.99, [0.7, 0.985, 0.98])).toMatch(/, now at 98\.0 % and is learning now/);
});

test('a score that conversion does not lower is not said to fall', () => {
  expect(told('classification', 0.98, [0.985, 0.99], 0.99)).toMatch(/fc1 rises to 98\.5 % when just/);
  expect(told('classification', 0.98, [0.98, 0.99], 0.99)).toMatch(/fc1 stays at 98\.0 % when just/);
  expect(told('classification', null, [0.98, 0.99], 0.99)).toMatch(/fc1 is at 98\.0 % when just/);
  expect(told('reconstruction', 0.0075, [0.0071, 0.007], 0.007)).toMatch(/fc1 falls to 0\.00710 when/);
});
