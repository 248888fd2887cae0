/**
 * What is true only while a run is under way: folded from its events, gone when it ends. The record
 * (record.ts) keeps the rest.
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
  /** Of the finished network's test. */
  readonly tested?: Tested;
}

export interface Patience {
  readonly counter: number;
  readonly patience: number;
  readonly bestEpoch: number;
}

export interface Eta {
  /** Null while the finished network is tested. */
  readonly epochSeconds: number | null;
  readonly totalSeconds: number;
  /**
   * When it was estimated, in milliseconds of the page's clock; null once a pause has made it
   * stale.
   */
  readonly at: number | null;
}

export interface Live {
  readonly paused: boolean;
  readonly stopping: boolean;
  readonly environment: Environment | null;
  readonly loading: Loading | null;
  readonly batches: Batches | null;
  /** The analog network is trained and measured: what runs now is the method. */
  readonly annReady: boolean;
  /** The stage under way; 0 before the first. */
  readonly stage: number;
  readonly layer: string | null;
  /** ϑ of the layer under way, one entry or one per channel. */
  readonly threshold: readonly number[];
  /** Measured when the stage began; null before the first stage and in the readout stage. */
  readonly diagnostics: LayerDiagnostics | null;
  /** The stage has ended and the next has not begun. */
  readonly ended: boolean;
  /** Last finished epoch of the stage; null before its epoch 0. */
  readonly epoch: number | null;
  readonly patience: Patience;
  readonly eta: Eta | null;
  /** Of the leading worker, after the epoch that ended last. */
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

/** `now` is the page's clock in milliseconds. */
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
