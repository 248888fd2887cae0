/** What a run leaves behind: the immutable report, one row per epoch, one entry per stage. */

import type { LayerDiagnostics } from '../../engine/diagnosis/diagnostics.ts';
import type { LayerCost, NetworkCost } from '../../networks/cost.ts';
import type { RunSpec } from '../spec/spec.ts';

export type { LayerCost, LayerDiagnostics, NetworkCost };

/** Where the numbers were computed. */
export interface Environment {
  readonly backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  /** GPU adapter or "WebAssembly SIMD"; says "software GPU" where it is one. */
  readonly device: string;
  /** Milliseconds of one probe training step. */
  readonly probeMilliseconds: number;
  readonly workers: number;
  readonly engine: string;
  /** Browser or Node, as it names itself. */
  readonly host: string;
}

/**
 * A row of metrics.csv. Epoch 0 of a stage is the network just converted, not yet tuned. Accuracies
 * are 0…1.
 */
export interface EpochRow {
  /** 0 is pre-training; stages count from 1. */
  readonly stage: number;
  readonly layer: string;
  readonly epoch: number;
  readonly learningRate: number | null;
  readonly trainLoss: number | null;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly testAccuracy: number | null;
  readonly patienceCounter: number | null;
  readonly seconds: number;
}

export interface StageReport {
  readonly stage: number;
  readonly layer: string;
  /** ϑ per layer (one entry) or per channel. Empty for the readout stage. */
  readonly threshold: readonly number[];
  readonly upperBound: readonly number[];
  readonly deadChannels: number;
  /** Validation accuracy just converted, before fine-tuning. */
  readonly accuracyBefore: number;
  /** Validation accuracy of the parameters that were kept. */
  readonly accuracyAfter: number;
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** On `testCount` images, or null when none were asked for. */
  readonly testAccuracy: number | null;
  readonly testCount: number;
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly endedBy: 'patience' | 'maxEpochs';
  readonly seconds: number;
  readonly before: LayerDiagnostics | null;
  readonly after: LayerDiagnostics | null;
}

export interface AnnReport {
  readonly validationAccuracy: number;
  readonly validationLoss: number;
  /** On the whole test set. */
  readonly testAccuracy: number;
  readonly testCount: number;
  readonly parameters: number;
  readonly pretrainEpochs: number;
}

export interface SnnReport {
  readonly validationAccuracy: number;
  /** On the whole test set. */
  readonly testAccuracy: number;
  readonly testCount: number;
  /** How long that took, all workers together at it. */
  readonly testSeconds: number;
  readonly timeSteps: number;
  /**
   * Validation accuracy if the answer were read after step t + 1 of the window, `timeSteps`
   * entries; the last one is `validationAccuracy`. Reports from before it was measured lack it.
   */
  readonly anytime?: readonly number[];
  /**
   * ϑ of each layer, the readout last: one entry or one per channel, none where the layer has no
   * neurons that spike. Reports from before they were noted lack it.
   */
  readonly thresholds?: readonly (readonly number[])[];
}

export interface RunReport {
  readonly version: 1;
  readonly runId: string;
  readonly status: 'finished' | 'stopped' | 'failed';
  readonly failure: string | null;
  readonly spec: RunSpec;
  readonly seed: number;
  /** Null when the run failed before one was open. */
  readonly backend: Environment['backend'] | null;
  readonly environment: Environment | null;
  readonly startedAt: string;
  readonly seconds: number;
  readonly checkpoint: { readonly file: string; readonly sha256: string } | null;
  readonly data: {
    readonly name: string;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
  };
  readonly ann: AnnReport | null;
  readonly stages: readonly StageReport[];
  readonly snn: SnnReport | null;
  readonly cost: NetworkCost | null;
  readonly epochs: readonly EpochRow[];
  readonly warnings: readonly string[];
}
