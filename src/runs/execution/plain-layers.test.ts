/** Tests that every method converts a network whose hidden layers have no batch norm. */
import { expect, test } from 'vitest';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import type { RunEvent } from '../records/events.ts';
import { recipes } from '../spec/methods/registry.ts';
import { parseSpec, presetSpec } from '../spec/spec.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';

const tiny = {
  ...presetSpec('first-look@1'),
  network: '28x28-c2s4n0-a2-8n0-10',
  start: 'scratch',
  pretrainEpochs: 2,
  pretrainLearningRate: 0.01,
  trainCount: 200,
  validationCount: 64,
  testCount: 64,
  calibrationCount: 64,
  // So few images are not enough for it.
  correctBias: false,
  batchSize: 50,
  timeSteps: 4,
  patience: 1,
  maxStageEpochs: 1,
  learningRate: 1e-3,
  backend: 'wasm',
};

test.each(recipes.map(({ id }) => id))('%s', async (method) => {
  const events: RunEvent[] = [];
  const spec = parseSpec({ ...tiny, method });
  await execute('run-1', spec, testSurroundings, createControl(), (event) => events.push(event));
  const end = events.at(-1)!;
  if (end.type !== 'runFinished') throw new Error(JSON.stringify(end));
  const network = readNetworkFile(end.network);
  expect(network.layers.map(({ bias }) => bias.some((value) => value !== 0))).toEqual([true, true, true]);
  expect(end.report.snn!.test.accuracy).toBeGreaterThan(0.1);
});
