/**
 * A sweep: one base spec, a grid of settings over it and a number of seeds. Each combination is a
 * cell, each cell one run of the engine. The page and the command line hand the same queue a place
 * to keep results and a way to run a cell.
 */

import type { RunReport } from '../records/report.ts';
import type { FieldName, Settings } from '../spec/fields.ts';
import type { RunSpec } from '../spec/spec.ts';

export const sweepVersion = 1;

export interface SweepAxis {
  readonly field: Exclude<FieldName, 'seed'>;
  /** Distinct, in the order they are shown; each valid for its field. */
  readonly values: readonly Settings[FieldName][];
}

export interface SweepSpec {
  readonly version: typeof sweepVersion;
  /** What every cell has in common. */
  readonly base: RunSpec;
  /** At least one, distinct fields; the first is the outermost. */
  readonly axes: readonly SweepAxis[];
  /** Every combination runs with seeds base.seed … base.seed + seeds − 1. */
  readonly seeds: number;
}

/** One run of a sweep. */
export interface SweepCell {
  /**
   * From the settings alone, in the link's words: `ns=4,tp=2,seed=1`. Names the cell's folder and
   * record.
   */
  readonly key: string;
  readonly index: number;
  /** The whole spec of this run. */
  readonly spec: RunSpec;
}

/** A combination of the grid that does not run. */
export interface LeftOut {
  /** `method=ptl,ns=256`: without a seed, since none would make a difference. */
  readonly key: string;
  /** The rule that it breaks, in words. */
  readonly reason: string;
}

/** What a table or chart says of a finished cell. Scores are those of the task's lead
 * metric, times in seconds. */
export interface CellOutcome {
  readonly annTest: number;
  readonly snnTest: number;
  readonly snnValidation: number;
  /** How much worse the SNN is than the ANN on the test set; negative where it is better. */
  readonly drop: number;
  readonly synOpsRatio: number;
  readonly energyRatio: number;
  /** Training epochs over all stages, pre-training not counted. */
  readonly epochs: number;
  /** Parameters that training moved: 0 where a method trains nothing. */
  readonly parametersTouched: number;
  readonly seconds: number;
  /**
   * The validation score if the answer were read after step t + 1 of the window; `timeSteps`
   * entries, none where an older report lacks them.
   */
  readonly anytime: readonly number[];
}

export interface CellResult {
  readonly key: string;
  readonly spec: RunSpec;
  readonly status: 'finished' | 'failed';
  /** Why it failed, in words. */
  readonly failure: string | null;
  readonly outcome: CellOutcome | null;
  /**
   * The run's report, so that the cell can be opened whole. Null where it failed before there was
   * one.
   */
  readonly report: RunReport | null;
}

/**
 * Everything a sweep has so far; the result file on disk is this as JSON with `format` in front.
 */
export interface SweepResults {
  readonly sweep: SweepSpec;
  /** In the order of the cells, those not yet run left out. */
  readonly results: readonly CellResult[];
}

/**
 * Where a sweep's cells are kept. A cell that was saved is never lost nor run again; a failed one
 * runs again on resume.
 */
export interface SweepStore {
  load(): Promise<readonly CellResult[]>;
  /** `network` is the network file of a finished cell. */
  save(result: CellResult, network: Uint8Array | null): Promise<void>;
}

/**
 * Runs one cell to its end. Rejects when `signal` aborts; a run that failed comes back as its
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
  /** What is left of this cell, in seconds; null until known. */
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
  /** `stopped`: cancelled; cells that ended are kept, those under way are dropped. */
  | { readonly type: 'sweepEnded'; readonly how: 'finished' | 'stopped'; readonly failed: number };

export type SweepSink = (event: SweepEvent) => void;

export interface SweepControl {
  /** No new cell begins until resumed; those under way go on. */
  pause(): void;
  resume(): void;
  /** Ends the sweep and the cells under way. */
  cancel(): void;
}

export interface SweepResources {
  readonly store: SweepStore;
  readonly runCell: RunCell;
  /** Cells that run at the same time. */
  readonly parallel: number;
}
