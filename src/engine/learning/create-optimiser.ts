/** Creates Adam for one worker, or for a crew whose members share the work of the update. */
import type * as tf from '@tensorflow/tfjs-core';
import { type LayerParameters, statistics, trainable } from '../layers/parameters.ts';
import type { Crew } from '../work/crew.ts';
import { createAdam } from './adam.ts';
import type { Optimiser } from './optimiser.ts';
import { createSharedAdam } from './shared-adam.ts';

/** Creates a fresh Adam for `variables`, which belong to `layers`. */
export function createOptimiser(
  variables: readonly tf.Variable[],
  layers: readonly LayerParameters[],
  crew: Crew,
): Optimiser {
  if (crew.size > 1) {
    const moved = new Set(variables);
    // Running statistics move with each member's own examples: where a layer learns they are made
    // one again.
    const drifting = layers.filter((layer) => trainable(layer).some((variable) => moved.has(variable)));
    return createSharedAdam(variables, drifting.flatMap(statistics), crew);
  }
  const adam = createAdam();
  return {
    update: async (gradients, learningRate) => adam.update(variables, gradients, learningRate),
    dispose: () => adam.dispose(),
  };
}
