import { describe, expect, it } from 'vitest';
import { differing, labelsOf } from '../words/run-labels.ts';
import { compareRuns } from './comparison.ts';
import type { Group } from './table.ts';
import { dense, made, stage } from './testing/runs.ts';

const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');
const cells = ({ rows }: Group, label: string) =>
  rows
    .find((row) => row.label === label)!
    .cells.map(({ words, difference }) => [plain(words), plain(difference)].filter(Boolean).join(' '));
const group = (groups: readonly Group[], title: string) => groups.find((g) => g.title === title)!;

const a = made('a', { spec: { timeSteps: 8 }, scores: [0.9865, 0.9838], ratio: 0.44 });
const b = made('b', {
  spec: { timeSteps: 4, seed: 2 },
  scores: [0.9865, 0.9801],
  ratio: 0.22,
  seconds: 6.5,
});
const stopped = made('c', { spec: { timeSteps: 8 }, stages: [stage('fc1', 1)] });

describe('what tells runs apart', () => {
  it('is the settings in which they are not all alike', () => {
    expect(differing([a, b, stopped])).toEqual(['timeSteps', 'seed']);
    expect(labelsOf([a, b])).toEqual(['Ns 8 · Seed 1', 'Ns 4 · Seed 2']);
  });

  it('is said against the first run, of the first against any', () => {
    const seeded = made('d', { spec: { timeSteps: 8, seed: 3 } });
    expect(labelsOf([a, b, seeded])).toEqual(['Ns 8 · Seed 1', 'Ns 4 · Seed 2', 'Seed 3']);
    expect(labelsOf([a, made('e', { spec: { preset: 'mnist@2', timeSteps: 8 } })])[1]).toBe('mnist@2');
  });

  it('is nothing where runs are alike', () => {
    expect(labelsOf([a, stopped])).toEqual([a.name, 'same settings']);
    expect(labelsOf([])).toEqual([]);
  });

  it('is cut short where there is more, long texts first', () => {
    const spec = { network: '28x28-6-10', timeSteps: 2, patience: 5, seed: 9 };
    expect(labelsOf([a, made('f', { spec })])[1]).toBe('Ns 2 · Tp 5 · Seed 9 · …');
  });
});

describe('runs side by side', () => {
  const { columns, bestNote, summary, layers, layersNote } = compareRuns([a, b, stopped]);

  it('have their outcomes with differences from the first', () => {
    const outcome = group(summary, 'Outcome');
    expect(cells(outcome, 'SNN test accuracy')).toEqual(['98.38 %', '98.01 % −0.37 points', '–']);
    expect(cells(outcome, 'SNN − ANN')).toEqual(['−0.27 points', '−0.64 points −0.37 points', '–']);
    expect(cells(outcome, 'ANN test accuracy')).toEqual(['98.65 %', '98.65 % ±0.00 points', '–']);
    expect(cells(outcome, 'SynOps ratio')).toEqual(['0.44×', '0.22× −50 %', '–']);
    expect(cells(outcome, 'Time')).toEqual(['8.0 s', '6.5 s −1.5 s', '–']);
    expect(cells(outcome, 'Training epochs')).toEqual(['6', '6 ±0', '–']);
  });

  it('have only the settings that differ, and conditions always', () => {
    const settings = group(summary, 'Settings that differ');
    expect(settings.rows.map(({ label }) => label)).toEqual(['Time steps Ns']);
    expect(cells(settings, 'Time steps Ns')).toEqual(['8', '4', '8']);
    const conditions = group(summary, 'Conditions');
    expect(cells(conditions, 'Seed')).toEqual(['1', '2', '1']);
    expect(cells(conditions, 'Backend')).toEqual(['wasm', 'wasm', 'wasm']);
    expect(cells(conditions, 'Workers')).toEqual(['2', '2', '2']);
  });

  it('say so when no setting differs', () => {
    expect(group(compareRuns([a, stopped]).summary, 'Settings that differ')).toMatchObject({
      note: 'none',
      rows: [],
    });
  });

  it('mark the run that is best, and nothing by a single row', () => {
    expect(columns.map(({ best }) => best)).toEqual([true, false, false]);
    expect(bestNote).toMatch(/^Best is the run with the highest validation accuracy/);
  });

  it('say of a run without an end how far it came', () => {
    expect(columns.map(({ shortfall }) => shortfall)).toEqual([null, null, 'stopped, 1 stage done']);
  });

  it('have every layer, and say which run did not convert it', () => {
    expect(layers.map(({ title, note }) => [title, plain(note)])).toEqual([
      ['fc1', '4→8 · 8 neurons'],
      ['fc2', undefined],
    ]);
    expect(cells(group(layers, 'fc2'), 'Layer')).toEqual([
      '8→6 · 6 neurons',
      '8→6 · 6 neurons',
      '8→6 · 6 neurons, not converted',
    ]);
    expect(cells(group(layers, 'fc2'), 'Correlation')).toEqual(['0.980', '0.980 ±0.000', '–']);
    expect(layersNote).toBeNull();
  });
});

describe('layers', () => {
  it('differ in what their stages measured', () => {
    const other = made('b', {
      stages: [
        stage('fc1', 1, { threshold: [1], kept: { loss: 0.2, accuracy: 0.941 }, epochs: 5, after: null }),
        stage('fc2', 2, { threshold: [0, 0.25, 0.75], upperBound: [0, 2, 6] }),
      ],
    });
    const { layers } = compareRuns([a, other]);
    const fc1 = group(layers, 'fc1');
    expect(cells(fc1, 'Threshold ϑ')[1]).toBe('1.000 +100 %');
    expect(cells(fc1, 'Accuracy after')[1]).toBe('94.1 % −0.9 points');
    expect(cells(fc1, 'Epochs')[1]).toBe('5 +2');
    expect(cells(fc1, 'Firing rate')).toEqual(['12.0 %', '–']);
    // Channels that never fire have no threshold; the mean of the others is 0.5, as in the first
    // run.
    expect(cells(group(layers, 'fc2'), 'Threshold ϑ')[1]).toBe('0.250 … 0.750 ±0.0 %');
  });

  it('of different networks stand by name, and are said to be missing or of another size', () => {
    const wide = made('w', {
      layers: [dense('fc1', 4, 16), dense('fc2', 16, 6), dense('fc3', 6, 5), dense('output', 5, 2)],
      stages: [stage('fc1', 1), stage('fc2', 2), stage('fc3', 3)],
    });
    const { layers, layersNote } = compareRuns([a, wide]);
    expect(layers.map(({ title }) => title)).toEqual(['fc1', 'fc2', 'fc3']);
    expect(cells(group(layers, 'fc1'), 'Layer')).toEqual(['4→8 · 8 neurons', '4→16 · 16 neurons']);
    expect(cells(group(layers, 'fc3'), 'Layer')).toEqual(['no such layer', '6→5 · 5 neurons']);
    expect(cells(group(layers, 'fc3'), 'Epochs')).toEqual(['–', '3']);
    expect(layersNote).toMatch(/^The networks differ/);
  });

  it('of the readout have no threshold, and no stage where a run does not tune it', () => {
    const tuned = made('r', {
      spec: { readoutStage: true },
      stages: [
        stage('fc1', 1),
        stage('fc2', 2),
        stage('output', 3, { threshold: [], upperBound: [], after: null }),
      ],
    });
    const output = group(compareRuns([a, tuned]).layers, 'output');
    expect(cells(output, 'Layer')).toEqual(['6→2 · 2 potentials, has no stage', '6→2 · 2 potentials']);
    expect(cells(output, 'Threshold ϑ')).toEqual(['–', '–']);
    expect(cells(output, 'Accuracy after')).toEqual(['–', '95.0 %']);
  });

  it('are none of a run that never built its network', () => {
    const { layers } = compareRuns([
      made('x', { layers: [], stages: [] }),
      made('y', { layers: [], stages: [] }),
    ]);
    expect(layers).toEqual([]);
  });
});

describe('runs of two tasks', () => {
  const coder = (id: string, scores: readonly [number, number], change = {}) =>
    made(id, { spec: { task: 'reconstruction' }, scores, ...change });
  const runs = [a, coder('d', [0.0075, 0.0082]), coder('e', [0.0075, 0.0079])];
  const { columns, bestNote, tasksNote, bestBy, summary } = compareRuns(runs);

  it('have figures of their own alone', () => {
    const outcome = group(summary, 'Outcome');
    expect(cells(outcome, 'SNN test accuracy')).toEqual(['98.38 %', '–', '–']);
    expect(cells(outcome, 'SNN test MSE')).toEqual(['–', '0.00820', '0.00790']);
    expect(cells(outcome, 'SNN − ANN, MSE')).toEqual(['–', '+0.000700', '+0.000400']);
    expect(cells(outcome, 'SNN − ANN, accuracy')).toEqual(['−0.27 points', '–', '–']);
    expect(outcome.rows.find(({ label }) => label === 'SNN test MSE')?.help).toMatch(/Lower is better\.$/);
    expect(outcome.rows.map(({ label }) => label)).toHaveLength(
      new Set(outcome.rows.map(({ label }) => label)).size,
    );
    expect(tasksNote).toMatch(/classification and reconstruction/);
  });

  it('have a best of each task, and say by what', () => {
    expect(columns.map(({ best }) => best)).toEqual([false, false, true]);
    expect(bestNote).toMatch(/^Reconstruction: Best is the run with the lowest validation MSE/);
    expect(bestBy).toBe('validation accuracy or validation MSE');
  });

  it('have scores of a layer by task', () => {
    const own = { converted: { loss: 0.02, mse: 0.02 }, kept: { loss: 0.01, mse: 0.01 } };
    const stages = [stage('fc1', 1, own), stage('fc2', 2, own)];
    const { layers } = compareRuns([a, coder('f', [0.0075, 0.008], { stages })]);
    expect(cells(group(layers, 'fc1'), 'MSE after')).toEqual(['–', '0.0100']);
    expect(cells(group(layers, 'fc1'), 'Just converted, MSE')).toEqual(['–', '0.0200']);
    expect(cells(group(layers, 'fc1'), 'Accuracy after')).toEqual(['95.0 %', '–']);
  });
});

describe('runs that are not made alike', () => {
  const limited = made('g', { spec: { timeSteps: 8, weightBits: '4' }, scores: [0.98, 0.97] });

  it('are said to differ in their readout stage where limits alone bring one', () => {
    expect(compareRuns([a, limited]).readoutNote).toMatch(/set readoutStage on/);
    expect(compareRuns([a, b]).readoutNote).toBeNull();
  });

  it('name the engine of each', () => {
    const engines = [a, b].map((run, i) => ({ ...run, report: { ...run.report!, engine: i + 1 } }));
    const { summary } = compareRuns([...engines, stopped]);
    expect(cells(group(summary, 'Conditions'), 'Engine revision')).toEqual(['1', '2', '–']);
  });
});
