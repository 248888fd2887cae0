/**
 * Tests what end-to-end tandem learning and surrogate gradients take and refuse, and whole runs of
 * them.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { problemsIn } from '../../testing/problems.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base = presetSpec('first-look@2');

const problemsOf = (change: Partial<RunSpec>) => problemsIn({ ...base, ...change });

describe('tandem', () => {
  const method = 'tandem';
  test.each<[Partial<RunSpec>, RegExp]>([
    [{ timeSteps: 65 }, /^timeSteps: .*short windows; use at most 64 \(got 65\)$/],
    [
      { inputCoding: 'firstStep' },
      /^inputCoding: .*constant current.*; use auto or constant \(got firstStep\)$/,
    ],
    [{ inputCoding: 'poisson' }, /^inputCoding: .*\(got poisson\)$/],
    [{ reset: 'hard' }, /^reset: .*; use soft \(got hard\)$/],
    [{ leak: 0.9 }, /^leak: .*; use 1 \(got 0.9\)$/],
    [{ decoding: 'counts' }, /^decoding: .*never spikes; use potential \(got counts\)$/],
    [{ weightBits: '4' }, /^weightBits: .*no limits; use float \(got 4\)$/],
    [{ fanIn: 64 }, /^fanIn: .*; use none \(got 64\)$/],
  ])('%j is refused with the reason', (change, words) => {
    const problems = problemsOf({ method, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  test('what it can take it takes', () => {
    const change = { inputCoding: 'constant', timeSteps: 64, initialPotential: 'half' } as const;
    expect(problemsOf({ method, ...change })).toEqual([]);
  });
});

describe('surrogate', () => {
  const method = 'surrogate';
  test.each<[Partial<RunSpec>, RegExp]>([
    [
      { network: '28x28-c64s1-c64s1-10', start: 'scratch', timeSteps: 64, batchSize: 256, workers: 1 },
      /^timeSteps: .* hold [\d,]+ MiB in each worker, [\d,]+ MiB .* layer conv2, and there are 2,048 MiB; use fewer steps.*\(got 64\)$/,
    ],
    [{ inputCoding: 'poisson' }, /^inputCoding: .*; use auto or constant \(got poisson\)$/],
    [{ decoding: 'counts' }, /^decoding: .*; use potential \(got counts\)$/],
    [{ weightBits: '4' }, /^weightBits: .*; use float \(got 4\)$/],
    [{ fanIn: 64 }, /^fanIn: .*; use none \(got 64\)$/],
  ])('%j is refused with the reason', (change, words) => {
    const problems = problemsOf({ method, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  test('leaky neurons, a hard reset and any surrogate go together, and a small network has long windows', () => {
    const change = { leak: 0.5, reset: 'hard', surrogateShape: 'sigmoid', surrogateWidth: 2 } as const;
    expect(problemsOf({ method, ...change })).toEqual([]);
    expect(problemsOf({ method, timeSteps: 128, batchSize: 16 })).toEqual([]);
  });
});

const tiny: Partial<RunSpec> = {
  network: '28x28-c2s4-8-10',
  start: 'scratch',
  pretrainEpochs: 0,
  trainCount: 300,
  validationCount: 64,
  testCount: 64,
  calibrationCount: 64,
  batchSize: 50,
  timeSteps: 4,
  patience: 3,
  maxStageEpochs: 3,
  learningRate: 1e-2,
  workers: 1,
  backend: 'wasm',
};

const finished = (change: Partial<RunSpec>) => finishedRun(parseSpec({ ...base, ...tiny, ...change }));

/** Settings that only other methods use. */
const unused: Partial<RunSpec> = {
  firstLayerBias: 'spread',
  foldThreshold: false,
  trainCoupledLayer: false,
  readoutStage: true,
  quantisationSteps: 3,
};

test.each(['tandem', 'surrogate'])(
  '%s from random weights: one stage of all layers, which learns; twice the same, whatever settings say that it does not use',
  async (method) => {
    const { report, network } = await finished({ method });
    expect(report.stages).toMatchObject([{ layer: 'all layers', threshold: [], epochs: 3 }]);
    expect(readNetworkFile(network)).toMatchObject({
      timeSteps: 4,
      dynamics: { coding: 'constant', leak: 1 },
    });
    const [stage] = report.stages;
    expect(stage!.kept.loss).toBeLessThan(stage!.converted.loss - 0.1);
    expect(report.snn!.test.accuracy).toBeGreaterThan(0.2);
    expect(report.snn!.validation.accuracy).toBe(stage!.kept.accuracy);
    expect((await finished({ method, ...unused })).network).toEqual(network);
  },
);

test('a crew of two trains through time, and the network file says how its neurons live', async () => {
  const { report, network } = await finished({ method: 'surrogate', workers: 2, leak: 0.75, reset: 'hard' });
  expect(report.environment?.workers).toBe(2);
  expect(readNetworkFile(network)).toMatchObject({ dynamics: { leak: 0.75, reset: 'hard' } });
});

test('fine-tuning a checkpoint by either method wins back what conversion lost', async () => {
  for (const method of ['tandem', 'surrogate']) {
    const { network, learningRate, start, pretrainEpochs } = base;
    const { report } = await finished({
      method,
      network,
      learningRate,
      start,
      pretrainEpochs,
      maxStageEpochs: 1,
    });
    const [stage] = report.stages;
    expect(stage!.kept.accuracy).toBeGreaterThan(stage!.converted.accuracy! + 0.03);
  }
});
