/**
 * Makes reports for tests of code that reads reports. Their numbers follow from the spec, so that a
 * test can say them beforehand.
 */
import { type RunReport, reportVersion, type StageReport } from '../../records/report.ts';
import type { RunSpec } from '../../spec/spec.ts';

/**
 * Returns a report of `spec`: ANN test 0.99; SNN test and validation as given; SynOps ratio
 * timeSteps / 10; epochs patience + 1.
 */
export function reportOf(spec: RunSpec, snn: { test: number; validation: number }, seconds = 2): RunReport {
  return {
    version: reportVersion,
    engine: 1,
    runId: `${spec.method}-ns${spec.timeSteps}-tp${spec.patience}-seed${spec.seed}`,
    status: 'finished',
    failure: null,
    spec,
    seed: spec.seed,
    backend: 'wasm',
    environment: {
      backend: 'wasm',
      device: 'a test',
      probeMilliseconds: 1,
      workers: 1,
      engine: 'none',
      host: 'a test',
    },
    startedAt: '2025-01-01T00:00:00.000Z',
    seconds,
    checkpoint: null,
    data: { name: 'MNIST', train: 100, validation: 100, test: 100 },
    ann: {
      validation: { loss: 0.1, accuracy: 0.98 },
      test: { loss: 0.1, accuracy: 0.99 },
      testCount: 100,
      parameters: 10,
      pretrainEpochs: 0,
    },
    stages: [stageOf(spec.patience + 1)],
    snn: {
      validation: { loss: 0.2, accuracy: snn.validation },
      test: { loss: 0.2, accuracy: snn.test },
      testCount: 100,
      testSeconds: 1,
      timeSteps: spec.timeSteps,
      anytime: Array.from({ length: spec.timeSteps }, (_, t) => (snn.validation * (t + 1)) / spec.timeSteps),
    },
    cost: {
      annMacs: 100,
      snnAccumulates: 10 * spec.timeSteps,
      inputMacs: 10,
      ratio: spec.timeSteps / 10,
      energyRatio: 0.1 + spec.timeSteps / 140,
      images: 100,
      layers: [{ name: 'conv1', annMacs: 100, snnAccumulates: 0 }],
      formula: 'a formula',
    },
    epochs: [
      {
        stage: 1,
        layer: 'conv1',
        epoch: 0,
        learningRate: null,
        trainLoss: null,
        validation: { loss: 0.2, accuracy: 0.9 },
        test: null,
        patienceCounter: 0,
        seconds: 0.5,
      },
    ],
    warnings: [],
  };
}

function stageOf(epochs: number): StageReport {
  return {
    stage: 1,
    layer: 'conv1',
    threshold: [0.5],
    upperBound: [1],
    deadChannels: 0,
    converted: { loss: 1, accuracy: 0.5 },
    kept: { loss: 0.5, accuracy: 0.9 },
    test: null,
    testCount: 0,
    epochs,
    bestEpoch: 1,
    endedBy: 'patience',
    seconds: 1,
    before: null,
    after: {
      images: 10,
      histogram: { start: 0, width: 1, counts: [1, 2], zeros: 3, total: 6 },
      percentiles: { p99: 1, p999: 2, max: 3 },
      upperBound: [1],
      threshold: [0.5],
      activations: Float32Array.of(0.25, 0.5),
      counts: Float32Array.of(1, 2),
      correlation: 0.9,
      firingRate: 0.1,
      silentFraction: 0.5,
      saturatedFraction: 0.1,
      synapticOperations: 12,
    },
  };
}
