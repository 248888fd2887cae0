/** How long a sweep would take here, from runs of the same work that were timed here. */
import type { FieldName } from '../../../runs/fields.ts';
import type { RunSpec } from '../../../runs/spec.ts';
import { statisticOf } from '../../../runs/sweep/summary.ts';

/** What decides how long an epoch takes and at most how many there are; the window matters too, but cannot be asked to match. */
const decisive: readonly FieldName[] = [
  'dataset',
  'network',
  'start',
  'trainCount',
  'validationCount',
  'testCount',
  'batchSize',
  'maxStageEpochs',
  'workers',
  'backend',
];

export interface TimedRun {
  readonly spec: RunSpec;
  readonly seconds: number;
}

export interface Estimate {
  readonly seconds: number;
  /** How many timed runs it is drawn from. */
  readonly runs: number;
}

/** Null where no run of this work was timed here. Cells at the same time are taken to share the machine fairly. */
export function estimateSweep(
  specs: readonly RunSpec[],
  timed: readonly TimedRun[],
  parallel: number,
): Estimate | null {
  const matching = timed.filter(({ spec }) =>
    specs.some((wanted) => decisive.every((name) => wanted[name] === spec[name])),
  );
  const mean = statisticOf(matching.map(({ seconds }) => seconds))?.mean;
  if (mean === undefined || specs.length === 0) return null;
  return {
    seconds: (mean * specs.length) / Math.max(1, Math.min(parallel, specs.length)),
    runs: matching.length,
  };
}

/** How many cells to run at once: as many as their workers find cores for. */
export function cellsAtOnce(cores: number, workers: number): number {
  return Math.max(1, Math.min(mostAtOnce, Math.floor(cores / Math.max(1, workers))));
}

export const mostAtOnce = 8;
