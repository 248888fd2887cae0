/**
 * The recipe of rate conversion: thresholds balanced against the original ANN's activations, and
 * windows long enough for rates.
 */

import type { Dynamics } from '../../../engine/spiking/dynamics.ts';
import { windowProblem } from '../../../engine/spiking/simulation-memory.ts';
import type { Layer } from '../../../networks/layer.ts';
import type { CrossProblem } from '../cross-problem.ts';
import type { RunSpec } from '../run-spec.ts';
import type { Recipe } from './recipe.ts';
import { noHardwareLimits } from './refusals.ts';
import { dynamicSpikes, unfitSpikes } from './spikes.ts';
import { thresholdOf } from './threshold.ts';

export const rate: Recipe = {
  id: 'rate',
  title: 'Rate conversion',
  summary:
    'Nothing is trained: firing rates stand for the original network’s activations, ϑ is their maximum (percentile 100, Diehl 2015), a percentile (99.9, Rueckauer 2017) or one per channel (Kim 2019) over T, and windows are long.',
  reference: 'Diehl 2015, Rueckauer 2017, Kim 2019',
  uses: [
    'thresholdRule',
    'percentile',
    'thresholdScope',
    'initialPotential',
    'firing',
    'inputCoding',
    'reset',
    'leak',
    'decoding',
    'spikes',
    'settleSteps',
    'spikeLevels',
    'calibrationCount',
  ],
  stages: 'none',
  input: 'constant',
  problems: (spec, layers) => [
    ...discharged(spec),
    ...unfitSpikes(spec),
    ...tooLarge(spec, layers),
    ...noHardwareLimits(spec, 'rate conversion trains nothing that would make up for a limit'),
  ],
  run: async (ann, data, spec, watch) => {
    const { convertRate } = await import('../../../engine/methods/rate/convert-rate.ts');
    const settings = {
      timeSteps: spec.timeSteps,
      threshold: thresholdOf(spec),
      calibrationCount: spec.calibrationCount,
      initialPotential: spec.initialPotential,
      firing: spec.firing,
      dynamics: dynamicsOf(spec),
      batchSize: spec.batchSize,
    };
    return convertRate(ann, data, settings, watch);
  },
};

function dynamicsOf(spec: RunSpec): Dynamics {
  const { inputCoding, reset, leak, decoding, seed } = spec;
  const coding = inputCoding === 'auto' ? 'constant' : inputCoding;
  return { coding, reset, leak, decoding, seed, ...dynamicSpikes(spec) };
}

/**
 * Checks settings for an image that comes whole at step 1: it is sent over the window from the
 * potential it left, so the potential must stay there.
 */
function discharged({ inputCoding, leak, firstLayerBias }: RunSpec): CrossProblem[] {
  if (inputCoding !== 'firstStep') return [];
  const problems: CrossProblem[] = [];
  if (leak < 1)
    problems.push({
      fields: ['inputCoding', 'leak'],
      message: `leak: what comes at step 1 (inputCoding firstStep) would leak away before it is sent; use 1, or constant or poisson input (got ${leak})`,
    });
  if (firstLayerBias === 'spread')
    problems.push({
      fields: ['inputCoding', 'firstLayerBias'],
      message:
        'firstLayerBias: with inputCoding firstStep rate conversion brings the bias at step 1 too; use firstStep (got spread)',
    });
  return problems;
}

function tooLarge(spec: RunSpec, layers: readonly Layer[]): CrossProblem[] {
  const problem = windowProblem({ layers, timeSteps: spec.timeSteps, dynamics: dynamicsOf(spec) });
  if (!problem) return [];
  return [
    {
      fields: ['timeSteps', 'network'],
      message: `timeSteps: ${problem}; use fewer steps or a smaller network (got ${spec.timeSteps})`,
    },
  ];
}
