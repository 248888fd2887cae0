/**
 * Holds the results of short runs and the engine's revision together: figures that change without
 * a new revision fail here.
 */
import { expect, test } from 'vitest';
import { finishedRun } from '../../../cli/testing/run-here.ts';
import { engineRevision } from '../../engine/revision.ts';
import { sha256Hex, sha256Text } from '../../exchange/hash.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { houseKnown, type Known } from '../spec/known.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { goldenTraces } from './golden-traces.ts';

const short = {
  start: 'scratch',
  pretrainEpochs: 2,
  pretrainLearningRate: 0.01,
  trainCount: 192,
  validationCount: 64,
  testCount: 0,
  calibrationCount: 64,
  batchSize: 64,
  groups: 4,
  timeSteps: 4,
  patience: 1,
  maxStageEpochs: 2,
  learningRate: 1e-3,
  workers: 1,
  backend: 'wasm',
} as const;

const pooled: RunSpec = { ...presetSpec('first-look@1'), ...short, network: '28x28-c4s2-a2-16-10' };

/** The digits with few test images, because every run ends with all of them. */
const known: Known = {
  ...houseKnown,
  datasets: houseKnown.datasets.map((source) => ({
    ...source,
    available: { ...source.available, test: 200 },
  })),
};

/** Short runs that together pass through every method, both tasks and the hardware limits. */
const runs: Readonly<Record<string, RunSpec>> = {
  ptl: pooled,
  limited: { ...pooled, weightBits: '4', fanIn: 8, thresholdScope: 'channel', initialPotential: 'half' },
  rate: { ...pooled, method: 'rate', inputCoding: 'poisson', timeSteps: 40 },
  tandem: { ...pooled, method: 'tandem' },
  surrogate: { ...pooled, method: 'surrogate', leak: 0.9 },
  'clip-floor-shift': { ...pooled, method: 'clip-floor-shift' },
  autoencoder: { ...presetSpec('autoencoder@1'), ...short, network: '28x28-16-8-784' },
};

/** Returns a digest of the figures and the network of a run, without times and texts. */
async function traceOf(spec: RunSpec): Promise<string> {
  const { report, network } = await finishedRun(parseSpec(spec), known);
  const { layers } = readNetworkFile(network);
  const rows = report.epochs.map(({ stage, epoch, trainLoss, validation }) => [
    ...[stage, epoch, trainLoss],
    ...Object.entries(validation).sort(),
  ]);
  const tensors = layers.map(({ weight, bias, threshold }) =>
    [weight, bias, threshold].map((values) => (values ? sha256Hex(bytesOf(values)) : null)),
  );
  const { ann, snn, cost } = report;
  const figures = [ann!.test, snn!.validation, snn!.test, snn!.anytime, cost!.snnAccumulates];
  return sha256Text(JSON.stringify([rows, tensors, figures]));
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

test('the revision counts the golden traces, of which no two are equal', () => {
  expect(engineRevision).toBe(goldenTraces.length);
  const texts = goldenTraces.map((trace) => JSON.stringify(trace));
  expect(new Set(texts).size).toBe(texts.length);
});

test('short runs compute what this revision is known to compute', async () => {
  const traces: Record<string, string> = {};
  for (const [name, spec] of Object.entries(runs)) traces[name] = await traceOf(spec);
  expect(
    traces,
    'what a run computes has changed: add a trace to golden-traces.ts and raise engine/revision.ts',
  ).toEqual(goldenTraces.at(-1));
});
