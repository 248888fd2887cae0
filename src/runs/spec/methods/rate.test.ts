/** Tests what rate conversion takes and refuses, and whole runs of it. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { createParameters, disposeParameters } from '../../../engine/layers/parameters.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';
import { noWatch, silent } from '../../../engine/testing/toy.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { loadExamples, loadNetwork } from '../../execution/materials.ts';
import { problemsIn } from '../../testing/problems.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';
import { rate } from './rate.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base: RunSpec = { ...presetSpec('first-look@2'), method: 'rate', timeSteps: 256 };

const problemsOf = (change: Partial<RunSpec>) => problemsIn({ ...base, ...change });

test('counts are refused where a sigmoid follows the output layer', () => {
  const autoencoder = { ...presetSpec('autoencoder@1'), method: 'rate', timeSteps: 64 };
  expect(problemsIn(autoencoder)).toEqual([]);
  expect(problemsIn({ ...autoencoder, decoding: 'counts' })).toEqual([
    expect.stringMatching(/^decoding: counts are never below 0.*use potential .*\(got counts\)$/),
  ]);
});

test.each<[Partial<RunSpec>, RegExp]>([
  [{ inputCoding: 'firstStep', leak: 0.9 }, /^leak: what comes at step 1 .*leak away.*\(got 0\.9\)$/],
  [{ inputCoding: 'firstStep', reset: 'hard' }, /^reset: hard .*first spike/],
  [
    { inputCoding: 'firstStep', firstLayerBias: 'spread' },
    /^firstLayerBias: .*use firstStep \(got spread\)$/,
  ],
  [{ weightBits: '4' }, /^weightBits: .*trains nothing.*; use float \(got 4\)$/],
  [{ fanIn: 64 }, /^fanIn: .*; use none \(got 64\)$/],
  [{ leak: 0 }, /^leak must be .*got 0/],
  [{ leak: 1.1 }, /^leak must be .*got 1\.1/],
  [{ timeSteps: 1025 }, /^timeSteps must be a whole number from 1 to 1,024 \(got 1025\)$/],
  [
    { network: '28x28-c1024s1-c1024s1-8-10', start: 'scratch', timeSteps: 1024 },
    /^timeSteps: a window of 1,024 steps takes [\d,]+ MB for one example, more than the 512 MB .*conv1, has 802,816 neurons; use fewer steps .*\(got 1024\)$/,
  ],
])('%j is refused with the reason', (change, words) => {
  const problems = problemsOf(change);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(words);
});

test('all of its inputs, resets and decodings go together, and what means nothing here may stand', () => {
  for (const inputCoding of ['auto', 'constant', 'poisson'] as const)
    for (const reset of ['soft', 'hard'] as const)
      for (const decoding of ['potential', 'counts'] as const)
        expect(
          problemsOf({ inputCoding, reset, decoding, leak: 0.95, timeSteps: 1024, firstLayerBias: 'spread' }),
        ).toEqual([]);
  expect(problemsOf({ inputCoding: 'firstStep', percentile: 100, thresholdScope: 'channel' })).toEqual([]);
});

const small = parseSpec({
  ...base,
  trainCount: 300,
  validationCount: 64,
  testCount: 64,
  timeSteps: 40,
  workers: 1,
  backend: 'wasm',
});

/**
 * A small network with random weights, so that a run takes a moment: every run ends on the whole
 * test set.
 */
const tiny = parseSpec({ ...small, network: '28x28-c2s4-8-10', start: 'scratch', pretrainEpochs: 0 });

const finished = (change: Partial<RunSpec>) => finishedRun(parseSpec({ ...tiny, ...change }));

test('a run: no stages, accuracy over the window, and the dynamics in the network file', async () => {
  const { report, network, events } = await finished(small);
  expect(report.stages).toEqual([]);
  expect(events.some(({ type }) => type === 'stageBegan')).toBe(false);
  expect(readNetworkFile(network)).toMatchObject({
    timeSteps: 40,
    dynamics: { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential', seed: 1 },
  });
  const { anytime, validation, test: onTest, thresholds } = report.snn!;
  const inFile = readNetworkFile(network).layers.map(({ threshold }) => [...(threshold ?? [])]);
  expect(thresholds).toEqual(inFile);
  expect(thresholds!.map(({ length }) => length)).toEqual([1, 1, 1, 0]);
  expect(anytime).toHaveLength(40);
  expect(anytime!.at(-1)).toBe(validation.accuracy);
  expect(anytime![0]).toBeLessThan(0.5);
  // The shipped network is above 97 %: forty steps keep most of that.
  expect(onTest.accuracy).toBeGreaterThan(0.9);
  expect(report.cost!.formula).toContain('computed once');
});

test.each<[string, Partial<RunSpec>]>([
  ['constant input, potential', {}],
  [
    'Poisson input, counts, leak and hard reset',
    { inputCoding: 'poisson', decoding: 'counts', leak: 0.98, reset: 'hard' },
  ],
])('two workers find what one finds: %s', async (_, change) => {
  const alone = await finished(change);
  const two = await finished({ ...change, workers: 2 });
  expect(two.network).toEqual(alone.network);
  // The loss is a sum of fractions, which each worker rounds on its way.
  const measured = ({ report: { snn, cost } }: typeof alone) => ({
    ...snn,
    validation: { ...snn!.validation, loss: expect.closeTo(snn!.validation.loss, 12) },
    test: { ...snn!.test, loss: expect.closeTo(snn!.test.loss, 12) },
    testSeconds: 0,
    cost,
  });
  expect({ ...two.report.snn, testSeconds: 0, cost: two.report.cost }).toEqual(measured(alone));
});

/** Returns the network that the recipe makes of random weights, without measuring it. */
async function networkOf(change: Partial<RunSpec>): Promise<SpikingNetwork> {
  const spec = parseSpec({ ...tiny, ...change });
  const images = await loadExamples(spec, diskReader());
  const { layers, values } = await loadNetwork(spec, diskReader());
  const parameters = layers.map((layer, l) => createParameters(layer, values[l]!));
  try {
    return await rate.run({ layers, parameters }, images, spec, noWatch, silent, {});
  } finally {
    disposeParameters(parameters);
  }
}

test('percentile, scope, V₀ and seed are used', async () => {
  const plain = await networkOf({});
  const highest = await networkOf({ percentile: 100 });
  expect(highest.layers[0]!.threshold![0]).toBeGreaterThan(plain.layers[0]!.threshold![0]!);
  const [conv1] = (await networkOf({ thresholdScope: 'channel', trainCount: 1000 })).layers;
  expect(conv1!.threshold).toHaveLength(2);
  expect(await networkOf({ initialPotential: 'half' })).toMatchObject({ initialPotential: 'half' });
  expect(await networkOf({ inputCoding: 'poisson', seed: 5 })).toMatchObject({
    dynamics: { coding: 'poisson', seed: 5 },
  });
});
