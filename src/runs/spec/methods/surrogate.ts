/** The recipe of training through time with surrogate gradients. */

import {
  surrogateBytes,
  surrogateOverflow,
  surrogatePlan,
} from '../../../engine/methods/surrogate/surrogate-memory.ts';
import type { Layer } from '../../../networks/layer.ts';
import type { CrossProblem } from '../cross-problem.ts';
import type { RunSpec } from '../run-spec.ts';
import type { Recipe } from './recipe.ts';
import { noHardwareLimits, only } from './refusals.ts';
import { trainingFields, trainingSettings } from './training.ts';

export const surrogate: Recipe = {
  id: 'surrogate',
  title: 'Surrogate gradients',
  summary:
    'The spiking network itself is trained, unrolled over its window: a smooth slope stands in for the derivative of a spike, and the gradient goes back through layers and steps.',
  reference: 'Y. Wu 2018, Y. Wu 2019',
  uses: [
    'percentile',
    'thresholdScope',
    'initialPotential',
    'reset',
    'leak',
    'surrogateShape',
    'surrogateWidth',
    ...trainingFields,
  ],
  // Another preset or method may have set the window, which this one refuses.
  prefers: { firing: 'immediate' },
  stages: 'whole',
  input: 'constant',
  problems: (spec, layers) => [
    ...tooLarge(spec, layers),
    ...only(
      spec,
      'inputCoding',
      ['auto', 'constant'],
      'training through time takes the image as constant current, the same at every step',
    ),
    ...only(
      spec,
      'decoding',
      ['potential'],
      'training through time learns from the free potential of an output layer that never spikes',
    ),
    ...only(
      spec,
      'firing',
      ['immediate'],
      'training through time follows each step, and a neuron that fires after its window has none to follow',
    ),
    ...noHardwareLimits(spec, 'training through time trains weights that have no limits'),
  ],
  heldSteps: (spec, layers) => surrogatePlan(layers, spec).bytes,
  run: async (ann, data, spec, watch, listener, resources) => {
    const { trainSurrogate } = await import('../../../engine/methods/surrogate/surrogate-training.ts');
    const settings = {
      timeSteps: spec.timeSteps,
      initialPotential: spec.initialPotential,
      reset: spec.reset,
      leak: spec.leak,
      surrogateShape: spec.surrogateShape,
      surrogateWidth: spec.surrogateWidth,
      threshold: { percentile: spec.percentile, scope: spec.thresholdScope },
      ...trainingSettings(spec),
    };
    return trainSurrogate(ann, data, settings, watch, listener, resources);
  },
};

/** Checks the memory that a pass over the largest group of a batch holds. */
function tooLarge(spec: RunSpec, layers: readonly Layer[]): CrossProblem[] {
  const problem = surrogateOverflow(surrogatePlan(layers, spec), surrogateBytes);
  if (!problem) return [];
  return [
    {
      fields: ['timeSteps', 'batchSize', 'network'],
      message: `timeSteps: ${problem}; use fewer steps, a smaller batch or more groups (got ${spec.timeSteps})`,
    },
  ];
}
