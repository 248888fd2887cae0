/**
 * The recipe of end-to-end tandem learning: it does what PTL does layer by layer, in all layers at
 * once.
 */
import type { Recipe } from './recipe.ts';
import { atMost, noHardwareLimits, only } from './refusals.ts';
import { thresholdOf } from './threshold.ts';
import { trainingFields, trainingSettings } from './training.ts';

export const tandem: Recipe = {
  id: 'tandem',
  title: 'Tandem learning, end to end',
  summary:
    'All hidden layers spike from the start, thresholds are fixed, and all are trained together: forward their spike counts, backward the gradient straight through each.',
  reference: 'J. Wu 2019',
  uses: ['thresholdRule', 'percentile', 'thresholdScope', 'initialPotential', 'firing', ...trainingFields],
  stages: 'whole',
  input: 'constant',
  problems: (spec) => [
    ...atMost(
      spec,
      'timeSteps',
      64,
      'tandem learning simulates every layer in every training step and is made for short windows',
    ),
    ...only(
      spec,
      'inputCoding',
      ['auto', 'constant'],
      'tandem learning takes the image as constant current, which its first analog layer stands for',
    ),
    ...only(
      spec,
      'reset',
      ['soft'],
      'tandem learning’s counts stand for activations, of which a hard reset throws away what lies above ϑ',
    ),
    ...only(
      spec,
      'leak',
      [1],
      'tandem learning’s counts stand for sums, of which a leaky neuron loses a part',
    ),
    ...only(
      spec,
      'decoding',
      ['potential'],
      'tandem learning trains the free potential of an output layer that never spikes',
    ),
    ...noHardwareLimits(spec, 'end-to-end tandem learning trains weights that have no limits'),
  ],
  run: async (ann, data, spec, watch, listener, resources) => {
    const { trainTandem } = await import('../../../engine/methods/tandem/tandem-end-to-end.ts');
    const settings = {
      timeSteps: spec.timeSteps,
      initialPotential: spec.initialPotential,
      firing: spec.firing,
      threshold: thresholdOf(spec),
      ...trainingSettings(spec),
    };
    return trainTandem(ann, data, settings, watch, listener, resources);
  },
};
