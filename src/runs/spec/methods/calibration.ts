/**
 * The recipe of layer-by-layer calibration: thresholds by least squares or a percentile and one
 * correction of the biases, without labels and without training.
 */

import type { CrossProblem } from '../cross-problem.ts';
import type { RunSpec } from '../run-spec.ts';
import type { Recipe } from './recipe.ts';
import { atMost, noHardwareLimits, only, tooFewForChannels } from './refusals.ts';
import { thresholdOf } from './threshold.ts';

export const calibration: Recipe = {
  id: 'calibration',
  title: 'Calibration',
  summary:
    'Nothing is trained and no label is used: ϑ is found by least squares for this window (or by a percentile), then each layer’s biases are moved by what its spikes miss on average of the original activations, layer by layer; V₀ is ϑ/2.',
  reference: 'Li 2021',
  uses: ['thresholdRule', 'percentile', 'thresholdScope', 'firing', 'correctBias', 'calibrationCount'],
  prefers: {
    thresholdRule: 'leastSquares',
    thresholdScope: 'channel',
    firing: 'window',
    calibrationCount: 1000,
  },
  stages: 'none',
  input: 'firstStep',
  problems: (spec) => [
    ...atMost(spec, 'timeSteps', 64, 'calibration is made for short windows, rate conversion for long ones'),
    ...only(
      spec,
      'inputCoding',
      ['auto', 'firstStep'],
      'calibration sends the image as current at step 1 (§3.4)',
    ),
    ...only(
      spec,
      'reset',
      ['soft'],
      'calibration’s counts stand for activations, of which a hard reset throws away what lies above ϑ',
    ),
    ...only(spec, 'leak', [1], 'calibration’s counts stand for sums, of which a leaky neuron loses a part'),
    ...only(
      spec,
      'decoding',
      ['potential'],
      'calibration reads the free potential of an output layer that never spikes',
    ),
    ...tooFew(spec),
    ...noHardwareLimits(spec, 'calibration trains nothing that would make up for a limit'),
  ],
  run: async (ann, data, spec, watch) => {
    const { calibrate } = await import('../../../engine/methods/calibration/calibrate.ts');
    const settings = {
      timeSteps: spec.timeSteps,
      threshold: thresholdOf(spec),
      firing: spec.firing,
      correctBias: spec.correctBias,
      calibrationCount: spec.calibrationCount,
      batchSize: spec.batchSize,
    };
    return calibrate(ann, data, settings, watch);
  },
};

function tooFew(spec: RunSpec): CrossProblem[] {
  return [
    ...(spec.thresholdScope === 'channel'
      ? tooFewForChannels(spec, 'thresholdScope', 'a threshold is found', 'thresholdScope layer')
      : []),
    ...(spec.correctBias
      ? tooFewForChannels(spec, 'correctBias', 'a bias is corrected', 'correctBias off')
      : []),
  ];
}
