/** Tests what clip–floor–shift takes and refuses, and a whole run of it. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { problemsIn } from '../../testing/problems.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base: RunSpec = { ...presetSpec('first-look@2'), method: 'clip-floor-shift' };

const problemsOf = (change: Partial<RunSpec>) => problemsIn({ ...base, ...change });

test.each<[Partial<RunSpec>, RegExp]>([
  [{ timeSteps: 65 }, /^timeSteps: .*; use at most 64 \(got 65\)$/],
  [{ inputCoding: 'firstStep' }, /^inputCoding: .*; use auto or constant \(got firstStep\)$/],
  [{ inputCoding: 'poisson' }, /^inputCoding: .*constant current; .*\(got poisson\)$/],
  [{ reset: 'hard' }, /^reset: .*; use soft \(got hard\)$/],
  [{ leak: 0.9 }, /^leak: .*; use 1 \(got 0.9\)$/],
  [{ decoding: 'counts' }, /^decoding: .*; use potential \(got counts\)$/],
  [{ weightBits: '4' }, /^weightBits: .*no limits; use float \(got 4\)$/],
  [{ fanIn: 64 }, /^fanIn: .*; use none \(got 64\)$/],
])('%j is refused with the reason', (change, words) => {
  const problems = problemsOf(change);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(words);
});

test('what it does not use may stand as the preset has it', () => {
  expect(
    problemsOf({ initialPotential: 'zero', firstLayerBias: 'spread', thresholdScope: 'channel' }),
  ).toEqual([]);
  expect(problemsOf({ initialPotential: 'half', inputCoding: 'constant', timeSteps: 64 })).toEqual([]);
});

const tiny = parseSpec({
  ...base,
  network: '28x28-c2s4-8-10',
  start: 'scratch',
  pretrainEpochs: 0,
  trainCount: 300,
  validationCount: 64,
  testCount: 64,
  calibrationCount: 64,
  batchSize: 50,
  timeSteps: 4,
  quantisationSteps: 4,
  patience: 2,
  maxStageEpochs: 2,
  learningRate: 3e-3,
  workers: 1,
  backend: 'wasm',
});

test('a run from random weights: one stage of all layers, V₀ = ϑ/2, and what L says matters', async () => {
  const finished = (change: Partial<RunSpec> = {}) => finishedRun({ ...tiny, ...change });
  const { report, network } = await finished();
  expect(report.stages).toMatchObject([{ layer: 'all layers', threshold: [], epochs: 2 }]);
  expect(readNetworkFile(network)).toMatchObject({ timeSteps: 4, initialPotential: 'half' });
  expect(report.snn!.test.accuracy).toBeGreaterThan(0.15);
  // V₀ and the first layer's bias are the method's own.
  const same = await finished({ initialPotential: 'half', firstLayerBias: 'spread' });
  expect(same.network).toEqual(network);
  expect((await finished({ quantisationSteps: 2 })).network).not.toEqual(network);
});
