/**
 * A sweep is one base spec, a grid of settings over it and a number of seeds. Each combination is a
 * cell, each cell one run of the engine. The page and the command line hand the same queue a place
 * to keep results and a way to run a cell.
 */

import type { RunReport } from '../records/report.ts';
import type { FieldName, Settings } from '../spec/fields.ts';
import type { RunSpec } from '../spec/spec.ts';

export const sweepVersion = 1;

export interface SweepAxis {
  readonly field: Exclude<FieldName, 'seed'>;
  /** Distinct values in the order they are shown; each valid for its field. */
  readonly values: readonly Settings[FieldName][];
}

export interface SweepSpec {
  readonly version: typeof sweepVersion;
  /** The settings that all cells share. */
  readonly base: RunSpec;
  /** At least one axis, with distinct fields; the first is the outermost. */
  readonly axes: readonly SweepAxis[];
  /** Number of seeds: every combination runs with seeds base.seed … base.seed + seeds − 1. */
  readonly seeds: number;
}

/** One run of a sweep. */
export interface SweepCell {
  /**
   * Key of the cell, made of the settings alone in the link's words: `ns=4,tp=2,seed=1`. It names
   * the cell's folder and record.
   */
  readonly key: string;
  readonly index: number;
  /** The whole spec of this run. */
  readonly spec: RunSpec;
}

/** A combination of the grid that does not run. */
export interface LeftOut {
  /**
   * Key of the combination, `method=ptl,ns=256`: without a seed, because a seed would make no
   * difference.
   */
  readonly key: string;
  /** The rule that it breaks, in words. */
  readonly reason: string;
}

/**
 * The values of a finished cell that a table or chart shows. Scores are those of the task's lead
 * metric, times in seconds.
 */
export interface CellOutcome {
  readonly annValidation: number;
  readonly snnValidation: number;
  /**
   * The amount by which the SNN is worse than the ANN on the validation examples; negative when it
   * is better. What is chosen among cells is chosen by it or by `snnValidation`.
   */
  readonly validationDrop: number;
  readonly annTest: number;
  readonly snnTest: number;
  /** The same on the test set, which chooses nothing. */
  readonly testDrop: number;
  readonly synOpsRatio: number;
  readonly energyRatio: number;
  /** Number of training epochs over all stages, pre-training not counted. */
  readonly epochs: number;
  /** Number of parameters that training moved: 0 when a method trains nothing. */
  readonly parametersTouched: number;
  readonly seconds: number;
  /**
   * The validation score if the answer were read after step t + 1 of the window; `timeSteps`
   * entries, none when an older report lacks them.
   */
  readonly anytime: readonly number[];
}

export interface CellResult {
  readonly key: string;
  readonly spec: RunSpec;
  readonly status: 'finished' | 'failed';
  /** The reason why it failed, in words. */
  readonly failure: string | null;
  readonly outcome: CellOutcome | null;
  /**
   * The run's report, so that the cell can be opened whole. Null when it failed before there was
   * one.
   */
  readonly report: RunReport | null;
}

/**
 * Everything that a sweep has so far; the result file on disk is this as JSON with `format` in
 * front.
 */
export interface SweepResults {
  readonly sweep: SweepSpec;
  /** Results in the order of the cells, those not yet run left out. */
  readonly results: readonly CellResult[];
}

/**
 * A store for a sweep's cells. A cell that was saved is never lost nor run again; a failed one runs
 * again on resume.
 */
export interface SweepStore {
  load(): Promise<readonly CellResult[]>;
  /** Saves a result. `network` is the network file of a finished cell. */
  save(result: CellResult, network: Uint8Array | null): Promise<void>;
}

/**
 * Runs one cell to its end. Rejects when `signal` aborts; a run that failed is returned as its
 * report.
 */
export type RunCell = (
  cell: SweepCell,
  signal: AbortSignal,
  onProgress: (progress: CellProgress) => void,
) => Promise<{ readonly report: RunReport; readonly network: Uint8Array | null }>;

export interface CellProgress {
  readonly stage: number;
  readonly epoch: number;
  /** Seconds left for this cell; null until known. */
  readonly etaSeconds: number | null;
}

export type SweepEvent =
  | {
      readonly type: 'sweepBegan';
      readonly cells: readonly SweepCell[];
      readonly kept: readonly CellResult[];
    }
  | { readonly type: 'cellBegan'; readonly key: string }
  | { readonly type: 'cellProgress'; readonly key: string; readonly progress: CellProgress }
  | { readonly type: 'cellEnded'; readonly result: CellResult }
  | { readonly type: 'sweepEta'; readonly seconds: number }
  | { readonly type: 'sweepPaused' }
  | { readonly type: 'sweepResumed' }
  /**
   * The end of the sweep. `stopped` means cancelled: cells that ended are kept, running ones are
   * dropped.
   */
  | { readonly type: 'sweepEnded'; readonly how: 'finished' | 'stopped'; readonly failed: number };

export type SweepSink = (event: SweepEvent) => void;

export interface SweepControl {
  /** Starts no new cell until resumed; running cells continue. */
  pause(): void;
  resume(): void;
  /** Ends the sweep and its running cells. */
  cancel(): void;
}

export interface SweepResources {
  readonly store: SweepStore;
  readonly runCell: RunCell;
  /** Number of cells that run at the same time. */
  readonly parallel: number;
}
