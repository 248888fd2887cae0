/**
 * Holds what is true only while a run is in progress: it is folded from the events and gone when
 * the run ends. The record (record.ts) keeps the rest.
 */
import type { MemoryUse } from '../../engine/conversion/conversion.ts';
import type { Phase, RunEvent, Tested } from './events.ts';
import type { Environment, LayerDiagnostics } from './report.ts';

export interface Loading {
  readonly what: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface Batches {
  readonly phase: Phase;
  readonly stage: number;
  readonly epoch: number;
  readonly batch: number;
  readonly batches: number;
  readonly millisecondsPerBatch: number;
  /** Images tested so far in the finished network's test. */
  readonly tested?: Tested;
}

export interface Patience {
  readonly counter: number;
  readonly patience: number;
  readonly bestEpoch: number;
}

export interface Eta {
  /** Seconds per epoch; null while the finished network is tested. */
  readonly epochSeconds: number | null;
  readonly totalSeconds: number;
  /**
   * Time of the estimate, in milliseconds of the page's clock; null once a pause has made it stale.
   */
  readonly at: number | null;
}

export interface Live {
  readonly paused: boolean;
  readonly stopping: boolean;
  readonly environment: Environment | null;
  readonly loading: Loading | null;
  readonly batches: Batches | null;
  /** Whether the analog network is trained and measured, so that the method is running now. */
  readonly annReady: boolean;
  /** The current stage; 0 before the first. */
  readonly stage: number;
  readonly layer: string | null;
  /** ϑ of the current layer, one entry or one per channel. */
  readonly threshold: readonly number[];
  /**
   * Diagnostics measured when the stage began; null before the first stage and in the readout
   * stage.
   */
  readonly diagnostics: LayerDiagnostics | null;
  /** Whether the stage has ended and the next has not begun. */
  readonly ended: boolean;
  /** Last finished epoch of the stage; null before its epoch 0. */
  readonly epoch: number | null;
  readonly patience: Patience;
  readonly eta: Eta | null;
  /** Memory of the leading worker after the last epoch. */
  readonly memory: MemoryUse | null;
}

export function newLive(patience: number): Live {
  return {
    paused: false,
    stopping: false,
    environment: null,
    loading: null,
    batches: null,
    annReady: false,
    stage: 0,
    layer: null,
    threshold: [],
    diagnostics: null,
    ended: false,
    epoch: null,
    patience: { counter: 0, patience, bestEpoch: 0 },
    eta: null,
    memory: null,
  };
}

/** Returns the live state after an event. `now` is the page's clock in milliseconds. */
export function applyLive(live: Live, event: RunEvent, now: number): Live {
  switch (event.type) {
    case 'backendReady':
      return { ...live, environment: event.environment };
    case 'loading': {
      const { what, loadedBytes, totalBytes } = event;
      return { ...live, loading: { what, loadedBytes, totalBytes } };
    }
    case 'annReady':
      return { ...live, loading: null, batches: null, annReady: true };
    case 'stageBegan':
      return {
        ...live,
        loading: null,
        stage: event.stage,
        layer: event.layer,
        threshold: event.threshold,
        diagnostics: event.diagnostics,
        ended: false,
        epoch: null,
        patience: { ...live.patience, counter: 0, bestEpoch: 0 },
      };
    case 'progress': {
      const { type: _, ...batches } = event;
      return { ...live, loading: null, batches };
    }
    case 'epoch':
      return {
        ...live,
        loading: null,
        stage: event.row.stage,
        layer: event.row.layer,
        epoch: event.row.epoch,
      };
    case 'scheduler': {
      const { counter, patience, bestEpoch } = event;
      return { ...live, patience: { counter, patience, bestEpoch } };
    }
    case 'memory':
      return { ...live, memory: event.use };
    case 'stageEnded':
      return { ...live, ended: true };
    case 'eta': {
      const { epochSeconds, totalSeconds } = event;
      return { ...live, eta: { epochSeconds, totalSeconds, at: now } };
    }
    case 'paused':
      return { ...live, paused: true, eta: live.eta && { ...live.eta, at: null } };
    case 'resumed':
      return { ...live, paused: false };
    case 'runWentOn': {
      const { ann, stages } = event.report;
      const last = stages.at(-1);
      return {
        ...newLive(live.patience.patience),
        stopping: live.stopping,
        annReady: ann !== null,
        stage: last?.stage ?? 0,
        layer: last?.layer ?? null,
        ended: last !== undefined,
      };
    }
    case 'runBegan':
    case 'datasetLoaded':
    case 'networkBuilt':
    case 'warning':
    case 'runFinished':
    case 'runStopped':
    case 'runFailed':
      return live;
  }
}
