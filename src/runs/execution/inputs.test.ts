/** Tests runs whose inputs are normalised and augmented, on the synthetic colour images. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { judge, judgesNamed } from '../../../cli/judge.ts';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import { shapes } from '../../datasets/shapes.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { withoutRunId } from '../../exchange/testing/without-run-id.ts';
import { taskOf } from '../../tasks/index.ts';
import { createSimulationDesk } from '../inspection/desk/desk.ts';
import { originOf } from '../inspection/origin.ts';
import type { Answer } from '../inspection/simulation.ts';
import type { RunEvent } from '../records/events.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';

const spec = parseSpec({
  ...presetSpec('first-look@3'),
  dataset: 'shapes',
  network: '32x32x3-c4s2-c4s2-10',
  start: 'scratch',
  pretrainEpochs: 2,
  pretrainLearningRate: 3e-3,
  trainCount: 200,
  validationCount: 64,
  testCount: 0,
  calibrationCount: 64,
  batchSize: 64,
  timeSteps: 4,
  patience: 1,
  maxStageEpochs: 1,
  normalisation: 'measured',
  augmentation: 'crop-flip',
  workers: 1,
  backend: 'wasm',
});

beforeAll(async () => {
  await openNodeBackend('wasm');
});

function contentOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(answer.message);
}

async function ran(of: RunSpec) {
  let last: RunEvent | undefined;
  await execute('run-1', of, testSurroundings, createControl(), (event) => {
    last = event;
  });
  if (last?.type !== 'runFinished') throw new Error(`it ended by ${last?.type}`);
  const { report, network } = last;
  return { report, bytes: network };
}

test('a normalised and augmented run is the same on one worker and on two, and its file says how', async () => {
  const one = await ran(spec);
  const two = await ran({ ...spec, workers: 2 });
  expect(withoutRunId(two.bytes).equals(withoutRunId(one.bytes))).toBe(true);
  expect(two.report.epochs.map((row) => row.trainLoss)).toEqual(
    one.report.epochs.map((row) => row.trainLoss),
  );
  const file = readNetworkFile(one.bytes);
  expect(file.normalisation).toEqual(one.report.data.normalisation);
  expect(file.normalisation?.mean).toHaveLength(3);
  // Whoever has the file alone gets the same figures.
  const judged = await judge(file, judgesNamed('shapes-test'), taskOf('classification'), 1000);
  expect(judged.scores).toEqual(one.report.snn!.test);

  // A person sees the picture, and the network gets it normalised.
  const desk = createSimulationDesk({ ...testSurroundings, open: () => openNodeBackend('wasm') });
  expect((await desk.open({ kind: 'file', origin: originOf(spec), bytes: one.bytes })).ok).toBe(true);
  const { inputs } = (await shapes.load(testSurroundings.read, { train: 0, validation: 0, test: 8 })).test;
  for (let index = 0; index < 8; index++) {
    const { input, answer } = contentOf(await desk.inspect({ kind: 'test', index }));
    const pixels = inputs.subarray(index * input.length, (index + 1) * input.length);
    expect([...input]).toEqual(Array.from(pixels, (value) => Math.fround(value / 255)));
    expect(answer.kind === 'class' && answer.snnPrediction).toBe(judged.classes![index]);
  }
}, 120_000);

test('each of the two settings changes what is learnt', async () => {
  const few = { ...spec, pretrainEpochs: 1, maxStageEpochs: 0 };
  const losses = [];
  for (const change of [{}, { normalisation: 'none' }, { augmentation: 'none' as const }]) {
    const { report } = await ran({ ...few, ...change });
    losses.push(report.epochs[0]!.trainLoss);
  }
  expect(new Set(losses).size).toBe(3);
}, 120_000);
