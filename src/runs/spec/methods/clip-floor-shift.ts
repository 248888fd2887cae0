/**
 * The recipe of quantisation-aware training of the analog network, converted without fine-tuning.
 */
import type { Recipe } from './recipe.ts';
import { atMost, noHardwareLimits, only } from './refusals.ts';
import { trainingFields, trainingSettings } from './training.ts';

export const clipFloorShift: Recipe = {
  id: 'clip-floor-shift',
  title: 'Clip–floor–shift',
  summary:
    'ReLU becomes a staircase of L steps with a learnt upper bound, the analog network is trained with it, and converted as it is: ϑ is the bound over Ns, V₀ is ϑ/2, the image constant current.',
  reference: 'Bu 2022',
  uses: ['quantisationSteps', 'percentile', 'firing', ...trainingFields],
  stages: 'whole',
  input: 'constant',
  judged: 'the analog staircase',
  problems: (spec) => [
    ...atMost(spec, 'timeSteps', 64, 'clip–floor–shift is made for windows about as long as its staircase'),
    ...only(
      spec,
      'inputCoding',
      ['auto', 'constant'],
      'a first layer climbs its staircase exactly on constant current',
    ),
    ...only(
      spec,
      'reset',
      ['soft'],
      'a hard reset throws away what lies above ϑ, which the staircase counts',
    ),
    ...only(spec, 'leak', [1], 'the staircase counts what has come, of which a leaky neuron loses a part'),
    ...only(
      spec,
      'decoding',
      ['potential'],
      'the output layer of clip–floor–shift has no staircase, and its free potential is the answer',
    ),
    ...noHardwareLimits(spec, 'clip–floor–shift trains weights that have no limits'),
  ],
  run: async (ann, data, spec, watch, listener, resources) => {
    const { trainClipFloorShift } = await import(
      '../../../engine/methods/clip-floor-shift/clip-floor-shift-conversion.ts'
    );
    const settings = {
      quantisationSteps: spec.quantisationSteps,
      timeSteps: spec.timeSteps,
      percentile: spec.percentile,
      firing: spec.firing,
      ...trainingSettings(spec),
    };
    return trainClipFloorShift(ann, data, settings, watch, listener, resources);
  },
};
