/** Creates Adam for one worker, or for a crew whose members share the work of the update. */
import * as tf from '@tensorflow/tfjs-core';
import { moveRunning } from '../layers/batch-norm.ts';
import type { Crew } from '../work/crew.ts';
import type { Division, Range } from '../work/groups.ts';
import { createAdam } from './adam.ts';
import { addNodes } from './group-tree.ts';
import type { Optimiser, PassResult } from './optimiser.ts';
import { createSharedAdam } from './shared-adam.ts';

/**
 * Creates a fresh Adam for `variables`. `together` says whether several groups go in one pass
 * (training.ts).
 */
export function createOptimiser(
  variables: readonly tf.Variable[],
  division: Division,
  together: boolean,
  crew: Crew,
): Optimiser {
  if (crew.size > 1) return createSharedAdam(variables, division, together, crew);
  const adam = createAdam();
  const groups = division.groups.length;
  return {
    update: async (passes, learningRate) => {
      const { seen } = passes[0]!;
      const sums = tf.tidy(() => sumOf(passes, { from: 0, count: groups }));
      adam.update(variables, sums, learningRate);
      for (const [i, statistics] of seen.entries())
        moveRunning({ ...statistics, mean: sums[meanOf(i)]!, variance: sums[varianceOf(i)]! }, groups);
      // Of one pass they are its own tensors.
      if (passes.length > 1) tf.dispose(sums);
      return passes.flatMap((pass) => pass.sums);
    },
    dispose: () => adam.dispose(),
  };
}

/** Names of what the i-th batch norm saw, beside those of the variables, which are numbers. */
const meanOf = (i: number) => `mean ${i}`;
const varianceOf = (i: number) => `variance ${i}`;

/** Returns what the passes found, gradients and statistics, summed over all groups. */
function sumOf(passes: readonly PassResult[], whole: Range): tf.NamedTensorMap {
  const nodes = passes.map(({ range, gradients, seen }) => {
    const statistics = seen.flatMap(({ mean, variance }, i) => [
      [meanOf(i), mean],
      [varianceOf(i), variance],
    ]);
    return { range, value: { ...gradients, ...Object.fromEntries(statistics) } as tf.NamedTensorMap };
  });
  return addNodes(whole, nodes, (left, right) =>
    Object.fromEntries(Object.entries(left).map(([name, value]) => [name, tf.add(value, right[name]!)])),
  );
}
