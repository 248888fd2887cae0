/** Makes up finished runs of a small network for tests. */
import type { Layer } from '../../../networks/layer.ts';
import { beginRecord } from '../../../runs/records/record.ts';
import type { LayerDiagnostics, RunReport, StageReport } from '../../../runs/records/report.ts';
import type { RunSummary } from '../../../runs/records/run-store.ts';
import { presetSpec, type RunSpec } from '../../../runs/spec/spec.ts';
import { taskOf } from '../../../tasks/index.ts';

export function dense(name: string, inputSize: number, outputSize: number): Layer {
  return { name, before: [], synapse: { kind: 'dense', inputSize, outputSize }, batchNorm: null };
}

export function stage(name: string, number: number, change: Partial<StageReport> = {}): StageReport {
  return {
    stage: number,
    layer: name,
    threshold: [0.5],
    upperBound: [4],
    deadChannels: 0,
    converted: { loss: 0.4, accuracy: 0.9 },
    kept: { loss: 0.2, accuracy: 0.95 },
    test: null,
    testCount: 0,
    epochs: 3,
    bestEpoch: 2,
    endedBy: 'patience',
    seconds: 1,
    before: null,
    after: {
      correlation: 0.98,
      firingRate: 0.12,
      silentFraction: 0.4,
      saturatedFraction: 0.01,
      synapticOperations: 2000,
    } as LayerDiagnostics,
    ...change,
  };
}

export interface Made {
  readonly spec?: Partial<RunSpec>;
  readonly layers?: readonly Layer[];
  readonly stages?: readonly StageReport[];
  /** Lead score on the test images, of the ANN and the SNN. */
  readonly scores?: readonly [ann: number, snn: number];
  /** Lead score of the SNN on the validation images; by default that on the test images. */
  readonly validation?: number;
  readonly ratio?: number;
  readonly seconds?: number;
}

/** Makes a run with its report; without `scores` it is one that was stopped. */
export function made(id: string, { spec = {}, ...rest }: Made = {}): RunSummary {
  const { network: _, ...begun } = beginRecord(
    id,
    { ...presetSpec('first-look@2'), validationCount: 1000, ...spec },
    '2026-01-02T03:04:05Z',
  );
  const layers = rest.layers ?? [dense('fc1', 4, 8), dense('fc2', 8, 6), dense('output', 6, 2)];
  const stages = rest.stages ?? [stage('fc1', 1), stage('fc2', 2)];
  const environment = { backend: 'wasm', workers: 2 } as RunSummary['environment'];
  const run = { ...begun, layers, stages, environment };
  if (!rest.scores) return { ...run, status: 'stopped' };
  const [ann, snn] = rest.scores;
  const { lead } = taskOf(run.spec.task);
  const scored = (score: number) => ({ loss: 0.1, [lead]: score });
  const report = {
    status: 'finished',
    environment,
    ann: { test: scored(ann), testCount: 10_000, validation: scored(ann) },
    snn: { test: scored(snn), testCount: 10_000, validation: scored(rest.validation ?? snn) },
    cost: { ratio: rest.ratio ?? 0.5, energyRatio: 0.1 },
    stages,
    seconds: rest.seconds ?? 8,
  } as unknown as RunReport;
  return { ...run, status: 'finished', report };
}
