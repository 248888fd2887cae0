/** Estimates how long a sweep would take here, from runs of the same work that were timed here. */
import type { FieldName } from '../../../runs/spec/fields.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import { statisticOf } from '../../../runs/sweep/summary.ts';
import { durationWords } from '../../words/progress-words.ts';

/**
 * Settings that decide how long an epoch takes, and at most how many there are. The window matters
 * too, but cannot be expected to match.
 */
const decisive: readonly FieldName[] = [
  'dataset',
  'method',
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
  /** Number of timed runs that it is based on. */
  readonly runs: number;
}

/**
 * Returns the estimate, or null if some of the work was never timed here: methods and networks
 * differ too much to stand for each other. Cells that run at the same time are assumed to share the
 * machine evenly.
 */
export function estimateSweep(
  specs: readonly RunSpec[],
  timed: readonly TimedRun[],
  parallel: number,
): Estimate | null {
  const workOf = (spec: RunSpec) => decisive.map((name) => spec[name]).join(' ');
  const works = new Map(specs.map((spec) => [workOf(spec), [] as number[]]));
  for (const { spec, seconds } of timed) works.get(workOf(spec))?.push(seconds);
  const means = specs.map((spec) => statisticOf(works.get(workOf(spec))!)?.mean);
  const known = means.filter((mean) => mean !== undefined);
  if (known.length < specs.length || specs.length === 0) return null;
  return {
    seconds: known.reduce((sum, mean) => sum + mean, 0) / Math.max(1, Math.min(parallel, specs.length)),
    runs: [...works.values()].reduce((count, { length }) => count + length, 0),
  };
}

/**
 * Says how long the cells take, after their number. While a sweep is under way the bar says how
 * much time is left, and only that: two estimates beside each other would contradict.
 */
export function estimateWords(estimate: Estimate | null, underWay: boolean): string {
  if (underWay) return '; the time left stands in the bar above.';
  if (!estimate)
    return '. How long they take is known once the first has ended: no run of this work was timed here yet.';
  const runs = estimate.runs === 1 ? 'one run' : `${estimate.runs} runs`;
  return `, about ${durationWords(estimate.seconds)} in all, going by ${runs} of this work timed here.`;
}

/** Returns how many cells to run at once: as many as have cores for their workers. */
export function cellsAtOnce(cores: number, workers: number): number {
  return Math.max(1, Math.min(mostAtOnce, Math.floor(cores / Math.max(1, workers))));
}

export const mostAtOnce = 8;
