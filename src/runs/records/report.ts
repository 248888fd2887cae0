/** The immutable report of a run: one row per epoch, one entry per stage. */

import type { DataFile } from '../../datasets/own/data-file.ts';
import type { LayerDiagnostics } from '../../engine/diagnosis/diagnostics.ts';
import type { ChannelScaling } from '../../engine/examples/scaling.ts';
import type { EarlyExit } from '../../engine/simulation/early-exit.ts';
import type { LayerCost, NetworkCost } from '../../networks/cost.ts';
import type { NeuroBench } from '../../networks/neurobench.ts';
import type { ConfusedPair } from '../../tasks/confused-pairs.ts';
import type { Confusion } from '../../tasks/confusion.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { RunSpec } from '../spec/spec.ts';

export type { LayerCost, LayerDiagnostics, NetworkCost, NeuroBench, Scores };

/** The version of the reports that this Spikewise writes; older ones are upgraded on reading. */
export const reportVersion = 2;

/** The machine that computed the numbers. */
export interface Environment {
  readonly backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  /** GPU adapter or "WebAssembly SIMD"; says "software GPU" when the adapter is one. */
  readonly device: string;
  /** Milliseconds of one probe training step. */
  readonly probeMilliseconds: number;
  readonly workers: number;
  /** Number of workers that were asked for, when the experiment's groups were fewer. */
  readonly workersWanted?: number;
  readonly engine: string;
  /** Name of the browser or of Node, as it names itself. */
  readonly host: string;
}

/**
 * A row of metrics.csv. Epoch 0 of a stage is the network right after the conversion, before any
 * tuning.
 */
export interface EpochRow {
  /** Number of the stage; 0 is pre-training, stages count from 1. */
  readonly stage: number;
  readonly layer: string;
  readonly epoch: number;
  readonly learningRate: number | null;
  readonly trainLoss: number | null;
  readonly validation: Scores;
  /** Scores on `testCount` examples, or null when they were not measured. */
  readonly test: Scores | null;
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
  /** Scores on the validation examples right after the conversion, before fine-tuning. */
  readonly converted: Scores;
  /** Scores on the validation examples with the parameters that were kept. */
  readonly kept: Scores;
  /** Scores on `testCount` examples, or null when none were requested. */
  readonly test: Scores | null;
  readonly testCount: number;
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly endedBy: 'patience' | 'maxEpochs';
  readonly seconds: number;
  readonly before: LayerDiagnostics | null;
  readonly after: LayerDiagnostics | null;
}

export interface AnnReport {
  readonly validation: Scores;
  /** Scores on the whole test set. */
  readonly test: Scores;
  readonly testCount: number;
  /**
   * Which test examples were answered right, in their order (tasks/hits.ts); left out for tasks
   * whose answers are not right or wrong. Older reports lack it.
   */
  readonly hits?: string;
  /** NeuroBench's figures, counted on the whole test set. Older reports lack them. */
  readonly neuroBench?: NeuroBench;
  readonly parameters: number;
  readonly pretrainEpochs: number;
}

export interface SnnReport {
  readonly validation: Scores;
  /** Scores on the whole test set. */
  readonly test: Scores;
  readonly testCount: number;
  /** Seconds of the test, with all workers together. The first reports lack it. */
  readonly testSeconds?: number;
  readonly timeSteps: number;
  /**
   * The lead score on the validation examples if the answer were read after step t + 1 of the
   * window, `timeSteps` entries; the last one is that of `validation`. Reports from before it was
   * measured lack it.
   */
  readonly anytime?: readonly number[];
  /** Early exit on the validation examples, where the task has classes. Older reports lack it. */
  readonly exits?: readonly EarlyExit[];
  /**
   * ϑ of each layer, the readout last: one entry or one per channel, none when the layer has no
   * neurons that spike. Reports from before they were recorded lack it.
   */
  readonly thresholds?: readonly (readonly number[])[];
  /**
   * The number of times that each class was answered for each on the test set: a row per true
   * class, a column per answer. Only present for tasks with classes, and not with very many; older
   * reports lack it.
   */
  readonly confusion?: Confusion;
  /** In place of the matrix where there are very many classes: the pairs confused most often. */
  readonly confusedPairs?: readonly ConfusedPair[];
  /** Which test examples were answered right, as in {@link AnnReport.hits}. */
  readonly hits?: string;
  /** NeuroBench's figures, counted on the whole test set. Older reports lack them. */
  readonly neuroBench?: NeuroBench;
}

/** A time at which a run that had been cut off went on. */
export interface Resumption {
  /** Time in ISO 8601. */
  readonly at: string;
  /** Number of stages that had ended and were not computed again. */
  readonly stages: number;
}

export interface RunReport {
  readonly version: typeof reportVersion;
  /** Revision of the engine that computed it (`engine/revision.ts`). */
  readonly engine: number;
  /** Version of the Spikewise that computed it. Older reports lack it. */
  readonly software?: string;
  readonly runId: string;
  readonly status: 'finished' | 'stopped' | 'failed';
  readonly failure: string | null;
  readonly spec: RunSpec;
  readonly seed: number;
  /** The backend; null when the run failed before one was open. */
  readonly backend: Environment['backend'] | null;
  readonly environment: Environment | null;
  readonly startedAt: string;
  /** Present when the run was cut off and went on; what was lost is not in `seconds`. */
  readonly resumed?: readonly Resumption[];
  readonly seconds: number;
  readonly checkpoint: { readonly file: string; readonly sha256: string } | null;
  readonly data: {
    readonly name: string;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    /** Digest of the data set; null when it has none. Older reports lack it. */
    readonly sha256?: string | null;
    /** How the channels of the inputs are normalised; present when they are. */
    readonly normalisation?: ChannelScaling;
    /** The file of imported data, for whoever has to find it again. */
    readonly file?: DataFile;
  };
  readonly ann: AnnReport | null;
  readonly stages: readonly StageReport[];
  readonly snn: SnnReport | null;
  readonly cost: NetworkCost | null;
  readonly epochs: readonly EpochRow[];
  readonly warnings: readonly string[];
}
