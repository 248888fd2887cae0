/**
 * A task and a data set that nobody knew before run to the end: all that is known of them is in
 * their own entries of the lists.
 */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test, vi } from 'vitest';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import type { DatasetSource, Split } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/index.ts';
import { type Objective, valuesOf } from '../../engine/objectives/objective.ts';
import { evaluate } from '../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { leadMetric, type Task } from '../../tasks/task.ts';
import { predictionsCsv } from '../records/answers-csv.ts';
import type { RunEvent } from '../records/events.ts';
import { houseKnown, type Known } from '../spec/known.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import { crossChecks } from '../spec/spec-checks.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';
import { loadExamples } from './materials.ts';

/** Two tasks with arrays as targets, of which the engine has an objective for the first alone. */
vi.mock('../../tasks/index.ts', async (importActual) => {
  const actual = await importActual<typeof import('../../tasks/index.ts')>();
  const { reconstruction } = await import('../../tasks/reconstruction.ts');
  const colour: Task = {
    ...reconstruction,
    id: 'colour',
    title: 'Colour',
    targets: 'array',
    back: 'linear',
    metrics: [{ ...reconstruction.loss, id: 'mae', label: 'mean absolute error', short: 'MAE' }],
    lead: 'mae',
    lossIsLead: false,
    misfit: (outputs, { title, targetShape }) =>
      outputs === targetShape?.[2] ? null : `${title} has ${targetShape?.[2]} values, not ${outputs}`,
  };
  const tasks = [...actual.tasks, colour, { ...colour, id: 'aimless' }];
  const findTask = (id: string) => tasks.find((task) => task.id === id);
  const taskOf = (id: string) => findTask(id)!;
  const leadOf = ({ task }: { task: string }) => leadMetric(taskOf(task));
  return { ...actual, tasks, findTask, taskOf, leadOf };
});

const objective: Objective = {
  output: (potentials) => potentials,
  loss: (potentials, targets) =>
    tf.losses.meanSquaredError(tf.tensor(valuesOf(targets), potentials.shape), potentials) as tf.Scalar,
  sumCount: 2,
  judge: (outputs, rows, targets, sums) => {
    const size = outputs.length / rows;
    const errors = valuesOf(targets).map((wanted, i) => outputs[i]! - wanted);
    const each = new Float32Array(rows);
    errors.forEach((error, i) => {
      each[Math.floor(i / size)]! += Math.abs(error) / size;
      sums[0]! += error ** 2 / size;
      sums[1]! += Math.abs(error) / size;
    });
    return { each, classes: null };
  },
  scores: (sums, count) => ({ loss: sums[0]! / count, mae: sums[1]! / count }),
};

vi.mock('../../engine/objectives/index.ts', async (importActual) => {
  const actual = await importActual<typeof import('../../engine/objectives/index.ts')>();
  return { objectiveOf: (task: string) => (task === 'colour' ? objective : actual.objectiveOf(task)) };
});

const inputShape = [4, 4, 3] as const;
const classNames = Array.from({ length: 20 }, (_, k) => `shade ${k}`);

/** Plain images, each in one of 20 colours, with the colour as an array beside it. */
const shades: DatasetSource = {
  id: 'shades',
  title: 'Shades',
  available: { train: 200, validation: 60, test: 40 },
  inputShape,
  classNames,
  targetShape: [1, 1, 3],
  scaling: { divisor: 255 },
  load: async (_, counts) => ({
    ...shades,
    train: split(counts.train),
    validation: split(counts.validation),
    test: split(counts.test),
  }),
};

function split(count: number): Split {
  const labels = Uint16Array.from({ length: count }, (_, i) => i % 20);
  const level = (i: number, c: number) => (10 * labels[i]! + 50 * c) % 256;
  const arrays = Float32Array.from({ length: 3 * count }, (_, k) => level(Math.floor(k / 3), k % 3) / 255);
  const inputs = Uint8Array.from({ length: 48 * count }, (_, k) => level(Math.floor(k / 48), k % 3));
  return { count, inputs, labels, arrays };
}

const known: Known = { ...houseKnown, datasets: [...datasets, shades] };

const tiny: RunSpec = {
  ...presetSpec('first-look@1'),
  dataset: 'shades',
  network: '4x4x3-c4-16-20',
  start: 'scratch',
  pretrainEpochs: 2,
  pretrainLearningRate: 0.01,
  maxStageEpochs: 1,
  trainCount: 200,
  validationCount: 60,
  testCount: 40,
  calibrationCount: 32,
  batchSize: 50,
  timeSteps: 4,
  backend: 'wasm',
};

async function lastEventOf(spec: RunSpec): Promise<RunEvent> {
  const events: RunEvent[] = [];
  const surroundings = {
    ...testSurroundings,
    read: () => Promise.reject(new Error('nothing is read')),
    known,
  };
  await execute('run-1', spec, surroundings, createControl(), (event) => events.push(event));
  return events.at(-1)!;
}

async function finished(spec: RunSpec) {
  const last = await lastEventOf(spec);
  if (last.type !== 'runFinished') throw new Error(last.type === 'runFailed' ? last.message : last.type);
  return last;
}

describe('a toy data set', () => {
  test('is learnt, and its answers have its own names', async () => {
    expect(crossChecks(tiny, known)).toEqual([]);
    const { report, network } = await finished(tiny);
    expect(report.data).toMatchObject({ name: 'Shades' });
    expect(report.snn!.confusion).toHaveLength(20);
    expect(Object.keys(report.snn!.test)).toEqual(['loss', 'accuracy', 'top5']);
    const { test: set, objective: judges, facts } = await loadExamples(tiny, neverRead, undefined, known);
    const simulator = createSimulator(readNetworkFile(network));
    const found = await evaluate(simulator, set, judges, async () => {});
    disposeSimulator(simulator);
    expect(found.scores).toEqual(report.snn!.test);
    const { classification } = await import('../../tasks/classification.ts');
    const rows = predictionsCsv(set, found, classification, facts.classNames).split('\n');
    expect(rows[0]).toBe('index,target,answer');
    expect(rows[8]).toMatch(/^7,shade 7,shade \d+$/);
  });

  test('is unknown where nobody was told of it', async () => {
    expect(crossChecks(tiny).map(({ message }) => message)).toEqual([
      'dataset must be one of mnist, shapes, voices (got shades)',
    ]);
    await expect(loadExamples(tiny, neverRead)).rejects.toThrow('There is no data set named shades.');
  });
});

describe('a toy task', () => {
  const colour: RunSpec = { ...tiny, task: 'colour', network: '4x4x3-c4-16-3' };

  test('is learnt and judged by its own metric', async () => {
    expect(crossChecks(colour, known)).toEqual([]);
    const { report, network } = await finished(colour);
    const { ann, snn, stages } = report;
    for (const scores of [ann!.test, snn!.test, snn!.validation, stages[0]?.kept])
      expect(Object.keys(scores ?? {})).toEqual(['loss', 'mae']);
    expect(snn!.confusion).toBeUndefined();
    expect(snn!.anytime!.at(-1)).toBeCloseTo(snn!.validation!.mae!, 6);
    expect(readNetworkFile(network).task).toBe('colour');
  });

  test('is refused before it runs where the data set has no arrays or the outputs do not fit', () => {
    const told = (spec: RunSpec) => crossChecks(spec, known).map(({ message }) => message);
    expect(told({ ...colour, network: tiny.network })).toEqual([
      'network: for the task colour, Shades has 3 values, not 20',
    ]);
    expect(told({ ...colour, dataset: 'mnist', network: '28x28-3' })).toContain(
      'task: MNIST has no arrays for the task colour to learn',
    );
  });

  test('is refused by name where the engine has no objective for it', async () => {
    expect(await lastEventOf({ ...colour, task: 'aimless' })).toMatchObject({
      type: 'runFailed',
      message: 'the engine has no objective for the task “aimless”',
    });
  });
});

async function neverRead(): Promise<never> {
  throw new Error('nothing is read');
}
