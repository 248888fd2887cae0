/** The recipe of progressive tandem learning: the paper's method, layer by layer. */
import type { ConversionSettings } from '../../../engine/conversion/conversion.ts';
import { constraintOf } from '../constraint.ts';
import type { CrossProblem } from '../cross-problem.ts';
import type { RunSpec } from '../run-spec.ts';
import type { Recipe } from './recipe.ts';
import { atMost, only, tooFewForChannels } from './refusals.ts';
import { thresholdOf } from './threshold.ts';
import { trainingFields, trainingSettings } from './training.ts';

export const ptl: Recipe = {
  id: 'ptl',
  title: 'Progressive tandem learning',
  summary:
    'Spiking neurons take over one layer at a time, and the network is fine-tuned around them before the next layer’s turn.',
  reference: 'Wu et al., Algorithm 1',
  uses: [
    'thresholdRule',
    'percentile',
    'thresholdScope',
    'thresholdFrom',
    'initialPotential',
    'firing',
    'firstLayerBias',
    'stageBias',
    ...trainingFields,
    'trainCoupledLayer',
    'foldThreshold',
    'readoutStage',
    'weightBits',
    'weightLevels',
    'weightScope',
    'fanIn',
    'cacheMegabytes',
  ],
  stages: 'layers',
  input: 'firstStep',
  problems: (spec) => [
    ...atMost(spec, 'timeSteps', 64, 'PTL trains on every step of the window and is made for short ones'),
    ...only(spec, 'inputCoding', ['auto', 'firstStep'], 'PTL sends the image as current at step 1 (§3.4)'),
    ...only(
      spec,
      'reset',
      ['soft'],
      'PTL’s counts stand for activations, of which a hard reset throws away what lies above ϑ',
    ),
    ...only(
      spec,
      'leak',
      [1],
      'PTL has IF neurons (Eq. 4), and what comes at step 1 would leak away before it is sent',
    ),
    ...only(
      spec,
      'decoding',
      ['potential'],
      'PTL reads the free potential of the output layer, which never spikes (§3.4)',
    ),
    ...unfolded(spec),
    ...(spec.stageBias === 'corrected'
      ? tooFewForChannels(spec, 'stageBias', 'a bias is corrected', 'stageBias kept')
      : []),
  ],
  run: async (ann, data, spec, watch, listener, resources) => {
    const { convert } = await import('../../../engine/conversion/convert.ts');
    return convert(ann, data, ptlSettings(spec), watch, listener, resources);
  },
};

/**
 * Refuses ANN thresholds without folding: without ϑ in its weights a deeper layer's activations are
 * in other units than the ANN's.
 */
function unfolded({ thresholdFrom, foldThreshold }: RunSpec): CrossProblem[] {
  if (thresholdFrom === 'hybrid' || foldThreshold) return [];
  return [
    {
      fields: ['thresholdFrom', 'foldThreshold'],
      message:
        'thresholdFrom: the original ANN’s activations say nothing of a network whose ϑ is not folded; use hybrid, or foldThreshold on (got ann)',
    },
  ];
}

export function ptlSettings(spec: RunSpec): ConversionSettings {
  return {
    timeSteps: spec.timeSteps,
    initialPotential: spec.initialPotential,
    firing: spec.firing,
    firstLayerBias: spec.firstLayerBias,
    foldThreshold: spec.foldThreshold,
    constraint: constraintOf(spec),
    threshold: { ...thresholdOf(spec), from: spec.thresholdFrom },
    correctBias: spec.stageBias === 'corrected',
    trainCoupledLayer: spec.trainCoupledLayer,
    readoutStage: spec.readoutStage,
    ...trainingSettings(spec),
  };
}
