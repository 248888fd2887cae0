/**
 * The events that a run sends to whoever is watching: one stream, a discriminated union. Accuracies
 * are 0…1, times seconds.
 */
import type { MemoryUse } from '../../engine/conversion/conversion.ts';
import type { ChannelScaling } from '../../engine/examples/scaling.ts';
import type { Layer } from '../../networks/layer.ts';
import type { RunSpec } from '../spec/spec.ts';
import type { AnnReport, Environment, EpochRow, LayerDiagnostics, RunReport, StageReport } from './report.ts';

export type Phase = 'pretraining' | 'calibrating' | 'training' | 'validating' | 'testing';

export interface Tested {
  readonly images: number;
  readonly all: number;
}

export type RunEvent =
  | { readonly type: 'runBegan'; readonly runId: string; readonly spec: RunSpec; readonly startedAt: string }
  /**
   * Sent in place of `runBegan` when a run that was cut off goes on, and in the middle of a run
   * that goes on after its GPU was lost; `report` is the report up to there.
   */
  | { readonly type: 'runWentOn'; readonly report: RunReport }
  | { readonly type: 'backendReady'; readonly environment: Environment }
  | {
      readonly type: 'loading';
      readonly what: string;
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | {
      readonly type: 'datasetLoaded';
      readonly name: string;
      readonly train: number;
      readonly validation: number;
      readonly test: number;
      /** How the channels of the inputs are normalised; present when they are. */
      readonly normalisation?: ChannelScaling;
    }
  /** The network's layers, the readout last. Stages 1…L−1 convert the first L−1 of them. */
  | { readonly type: 'networkBuilt'; readonly layers: readonly Layer[]; readonly parameters: number }
  | { readonly type: 'annReady'; readonly ann: AnnReport }
  | {
      readonly type: 'stageBegan';
      readonly stage: number;
      readonly layer: string;
      readonly threshold: readonly number[];
      readonly upperBound: readonly number[];
      readonly deadChannels: number;
      /** Diagnostics of the layer; null in the readout stage. */
      readonly diagnostics: LayerDiagnostics | null;
    }
  /** Sent between batches, at most some four a second. */
  | {
      readonly type: 'progress';
      readonly phase: Phase;
      readonly stage: number;
      readonly epoch: number;
      readonly batch: number;
      readonly batches: number;
      readonly millisecondsPerBatch: number;
      /**
       * Images tested of all images in the test of the finished network, those for validation
       * included.
       */
      readonly tested?: Tested;
    }
  /**
   * Sent after an epoch. Pre-training epochs are stage 0. Epoch 0 of a stage is measured right
   * after the conversion, before any tuning.
   */
  | { readonly type: 'epoch'; readonly row: EpochRow }
  | {
      readonly type: 'scheduler';
      readonly stage: number;
      readonly epoch: number;
      readonly counter: number;
      readonly patience: number;
      readonly bestEpoch: number;
      readonly improved: boolean;
    }
  /** Sent after each epoch of a stage: memory of the leading worker, in bytes. */
  | { readonly type: 'memory'; readonly stage: number; readonly epoch: number; readonly use: MemoryUse }
  /**
   * Sent with every epoch of a stage, and with the progress of the finished network's test, where
   * `epochSeconds` is null because there are no epochs.
   */
  | { readonly type: 'eta'; readonly epochSeconds: number | null; readonly totalSeconds: number }
  /**
   * Sent at the end of a stage. `network` is a network file (docs/network-file.md) of the current
   * hybrid network.
   */
  | { readonly type: 'stageEnded'; readonly report: StageReport; readonly network: Uint8Array }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'warning'; readonly message: string }
  /** The three ends. Exactly one of them closes every stream. */
  | { readonly type: 'runFinished'; readonly report: RunReport; readonly network: Uint8Array }
  | { readonly type: 'runStopped'; readonly report: RunReport }
  | { readonly type: 'runFailed'; readonly message: string; readonly report: RunReport | null };

const endings: ReadonlySet<RunEvent['type']> = new Set(['runFinished', 'runStopped', 'runFailed']);

/** Returns whether the event is one of the three ends. */
export function endsRun(event: RunEvent): boolean {
  return endings.has(event.type);
}

export type RunCommand = 'pause' | 'resume' | 'epoch' | 'stage' | 'stop';

export type RunSink = (event: RunEvent) => void;
