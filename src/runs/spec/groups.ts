/** Tells how an experiment's batches are divided, and how many workers can share them. */
import { groupCount } from '../../engine/work/groups.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { type Methods, methods } from './methods/registry.ts';
import type { RunSpec } from './run-spec.ts';

/** Returns the number of groups of a valid spec: `groups`, or fewer for its batch norm. */
export function groupsIn(spec: Pick<RunSpec, 'groups' | 'batchSize' | 'network'>): number {
  return groupCount(spec, toLayers(parseNotation(spec.network)));
}

/**
 * Returns the number of workers that a run starts: those of the spec, or as many as there are
 * groups. Where nothing is trained there are none to share, and all are started.
 */
export function workersFor(spec: RunSpec, { recipeOf }: Methods = methods): number {
  const pretrains = spec.start === 'scratch' && spec.pretrainEpochs > 0;
  if (!pretrains && recipeOf(spec.method).stages === 'none') return spec.workers;
  return Math.min(spec.workers, groupsIn(spec));
}

/** Returns the workers of a run in words: `2 workers`, or why there are fewer than wanted. */
export function workersWords({
  workers,
  workersWanted = workers,
}: {
  readonly workers: number;
  readonly workersWanted?: number;
}): string {
  if (workers < workersWanted) {
    const groups = workers === 1 ? 'one group' : `${workers} groups`;
    return `${workers} of ${workersWanted} workers: this experiment has ${groups}`;
  }
  return workers === 1 ? 'one worker' : `${workers} workers`;
}
