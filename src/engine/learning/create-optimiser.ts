/** Creates Adam for one worker, or for a crew whose members share the work of the update. */
import * as tf from '@tensorflow/tfjs-core';
import { moveRunning } from '../layers/batch-norm.ts';
import type { Crew } from '../work/crew.ts';
import type { Division, Range } from '../work/groups.ts';
import { createAdam } from './adam.ts';
import { blockSquares, clipFactor } from './clip.ts';
import { addNodes } from './group-tree.ts';
import type { Optimiser, PassResult } from './optimiser.ts';
import { createSharedAdam } from './shared-adam.ts';

/**
 * Creates a fresh Adam for `variables`. `together` says whether several groups go in one pass
 * (training.ts). A gradient of a larger norm than `clipNorm` is scaled down to it; 0 is any.
 */
export function createOptimiser(
  variables: readonly tf.Variable[],
  division: Division,
  together: boolean,
  crew: Crew,
  clipNorm = 0,
): Optimiser {
  if (crew.size > 1) return createSharedAdam(variables, division, together, crew, clipNorm);
  const adam = createAdam();
  const groups = division.groups.length;
  return {
    update: async (passes, learningRate) => {
      const { seen } = passes[0]!;
      const sums = tf.tidy(() => sumOf(passes, { from: 0, count: groups }));
      const clipped = clipNorm > 0 ? await clippedGradients(variables, sums, clipNorm) : null;
      adam.update(variables, clipped ?? sums, learningRate);
      if (clipped) tf.dispose(clipped);
      for (const [i, statistics] of seen.entries())
        moveRunning({ ...statistics, mean: sums[meanOf(i)]!, variance: sums[varianceOf(i)]! }, groups);
      // Of one pass they are its own tensors.
      if (passes.length > 1) tf.dispose(sums);
      return passes.flatMap((pass) => pass.sums);
    },
    dispose: () => adam.dispose(),
  };
}

/** Returns the gradients scaled down to the norm; null where they are not above. */
async function clippedGradients(
  variables: readonly tf.Variable[],
  gradients: tf.NamedTensorMap,
  clipNorm: number,
): Promise<tf.NamedTensorMap | null> {
  const vector = new Float32Array(variables.reduce((size, variable) => size + variable.size, 0));
  let at = 0;
  for (const { name, size } of variables) {
    vector.set((await gradients[name]!.data()) as Float32Array, at);
    at += size;
  }
  const factor = clipFactor(blockSquares(vector), clipNorm);
  if (factor === null) return null;
  return Object.fromEntries(variables.map(({ name }) => [name, tf.mul(gradients[name]!, factor)]));
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
