/** The runs that are measured. */
import { fields } from '../../src/runs/spec/fields.ts';
import { parseSpec, presetSpec, type RunSpec } from '../../src/runs/spec/spec.ts';

/** Returns a preset with changes. A change that this engine has no setting for is left out. */
export function changedSpec(preset: string, changes: Readonly<Record<string, unknown>>): RunSpec {
  const known = Object.entries(changes).filter(([name]) => name in fields);
  return parseSpec({ ...presetSpec(preset), ...Object.fromEntries(known) });
}

export interface PeerSized {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly timeSteps: number;
  readonly batch: number;
  readonly workers: number;
  readonly seed: number;
}

/**
 * Returns the peer's run as a spec of ours: MNIST's network from scratch, three ANN epochs, one
 * epoch a stage, p99.9, V₀ 0.
 */
export function peerSpec({ train, validation, test, timeSteps, batch, workers, seed }: PeerSized): RunSpec {
  return changedSpec('mnist-scratch', {
    start: 'scratch',
    trainCount: train,
    validationCount: validation,
    testCount: test,
    pretrainEpochs: 3,
    timeSteps,
    batchSize: batch,
    learningRate: 1e-4,
    maxStageEpochs: 1,
    patience: 1,
    calibrationCount: batch,
    backend: 'wasm',
    workers,
    seed,
  });
}
