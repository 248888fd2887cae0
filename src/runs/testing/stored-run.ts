/** Makes up whole finished runs, with everything that a page shows of one, for tests. */
import { lossCauses } from '../../engine/diagnosis/loss-chain.ts';
import { engineRevision } from '../../engine/revision.ts';
import { toLayers } from '../../networks/chain.ts';
import type { Layer } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import { writeHits } from '../../tasks/hits.ts';
import { beginRecord, type RunRecord } from '../records/record.ts';
import {
  type EpochRow,
  type LayerDiagnostics,
  type NeuroBench,
  type RunReport,
  reportVersion,
  type StageReport,
} from '../records/report.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';

const scores = (accuracy: number) => ({ loss: 1 - accuracy, accuracy });

function diagnosticsOf(pairs: number): LayerDiagnostics {
  const numbers = Float32Array.from({ length: pairs }, (_, i) => (i % 8) / 4);
  return {
    images: 32,
    histogram: {
      start: 0,
      width: 0.05,
      counts: Array.from({ length: 60 }, (_, i) => 60 - i),
      zeros: 90,
      total: 1920,
    },
    percentiles: { p99: 2.7, p999: 2.9, max: 3 },
    upperBound: [2.9],
    threshold: [0.3625],
    activations: numbers,
    counts: numbers.map((value) => Math.floor(value / 0.3625)),
    correlation: 0.97,
    firingRate: 0.12,
    silentFraction: 0.4,
    saturatedFraction: 0.01,
    synapticOperations: 2000,
    chain: {
      images: 32,
      steps: lossCauses.map((cause, i) => ({ cause, mean: 0.01 * i, shift: -0.005 * i })),
      signal: 0.2,
      net: 0.03,
      netShift: -0.03,
      clippedShare: 0.01,
      deadFraction: 0,
    },
  };
}

/** The first of 10,000 test examples are answered right. */
const hitsOf = (right: number) => writeHits(Array.from({ length: 10_000 }, (_, i) => (i < right ? 1 : 0)));

function neuroBenchOf(layers: readonly Layer[], steps: number): NeuroBench {
  const counted = layers.map(({ name }, l) => ({
    ...{ name, accumulates: l > 0 && steps > 1, effective: 3e8, dense: 100_000 },
    ...{ zeros: 5e6, activations: 8e6 },
  }));
  return {
    ...{ images: 10_000, steps, footprint: 128_000, connectionSparsity: 0, activationSparsity: 0.625 },
    ...{ effectiveAcs: 9e8, effectiveMacs: 3e8, dense: 4e9 * steps, layers: counted },
  };
}

export interface Wanted {
  readonly id?: string;
  readonly spec?: Partial<RunSpec>;
  readonly startedAt?: string;
  /** Number of points in each plot of activations and counts; a real run has up to 2,000. */
  readonly pairs?: number;
  /** Number of epochs in each stage. */
  readonly epochs?: number;
}

/** Makes a finished run of first-look@2; equal wishes give equal runs. */
export function finishedRecord({
  id = 'a-run',
  spec: change = {},
  startedAt = '2026-01-02T03:04:05.000Z',
  pairs = 40,
  epochs: perStage = 2,
}: Wanted = {}): RunRecord {
  const spec: RunSpec = { ...presetSpec('first-look@2'), ...change };
  const layers = toLayers(parseNotation(spec.network));
  const hidden = layers.slice(0, -1);
  const stages: StageReport[] = hidden.map(({ name }, i) => ({
    stage: i + 1,
    layer: name,
    threshold: [0.3625],
    upperBound: [2.9],
    deadChannels: 0,
    converted: scores(0.9),
    kept: scores(0.96),
    test: scores(0.95),
    testCount: spec.testCount,
    epochs: perStage,
    bestEpoch: 1,
    endedBy: 'patience',
    seconds: 4,
    before: diagnosticsOf(pairs),
    after: diagnosticsOf(pairs),
  }));
  const epochs: EpochRow[] = stages.flatMap(({ stage, layer }) =>
    Array.from({ length: perStage + 1 }, (_, epoch) => ({
      stage,
      layer,
      epoch,
      learningRate: epoch === 0 ? null : 1e-4,
      trainLoss: epoch === 0 ? null : 0.1,
      validation: scores(0.9 + 0.01 * epoch),
      test: null,
      patienceCounter: 0,
      seconds: 1.5,
    })),
  );
  const environment = {
    backend: 'wasm',
    device: 'WebAssembly SIMD',
    probeMilliseconds: 11,
    workers: 1,
    engine: 'tfjs',
    host: 'a test',
  } as const;
  const report: RunReport = {
    version: reportVersion,
    engine: engineRevision,
    runId: id,
    status: 'finished',
    failure: null,
    spec,
    seed: spec.seed,
    backend: 'wasm',
    environment,
    startedAt,
    seconds: 14,
    checkpoint: { file: 'checkpoints/first-look-1.safetensors', sha256: 'ab'.repeat(32) },
    data: { name: 'MNIST', train: spec.trainCount, validation: spec.validationCount, test: 10_000 },
    ann: {
      validation: scores(0.985),
      test: scores(0.984),
      testCount: 10_000,
      hits: hitsOf(9840),
      neuroBench: neuroBenchOf(layers, 1),
      parameters: 32_000,
      pretrainEpochs: 0,
    },
    stages,
    snn: {
      validation: scores(0.96),
      test: scores(0.955),
      testCount: 10_000,
      testSeconds: 2,
      timeSteps: spec.timeSteps,
      anytime: Array.from({ length: spec.timeSteps }, (_, t) => (0.96 * (t + 1)) / spec.timeSteps),
      thresholds: layers.map((_, i) => (i < hidden.length ? [0.3625] : [])),
      confusion: Array.from({ length: 10 }, (_, i) =>
        Array.from({ length: 10 }, (_, j) => (i === j ? 990 : 1)),
      ),
      hits: hitsOf(9550),
      neuroBench: neuroBenchOf(layers, spec.timeSteps),
    },
    cost: {
      annMacs: 400_000,
      snnAccumulates: 120_000,
      inputMacs: 14_000,
      ratio: 0.3,
      energyRatio: 0.05,
      images: 10_000,
      layers: layers.map(({ name }) => ({ name, annMacs: 100_000, snnAccumulates: 30_000 })),
      formula: 'a formula',
    },
    epochs,
    warnings: ['fc3: 2 of 64 thresholds are dead (no activation above zero) and never fire'],
  };
  const { ann, warnings } = report;
  return {
    ...beginRecord(id, spec, startedAt),
    updatedAt: startedAt,
    status: 'finished',
    layers,
    ann,
    stages,
    epochs,
    environment,
    report,
    network: new Uint8Array([1, 2, 3]),
    warnings,
  };
}
