/**
 * Rules that tie the settings of a run to each other. Ranges of single settings are in the field
 * table.
 */
import { toLayers } from '../../networks/build.ts';
import { type Layer, neuronCount, outputChannels, sizeOf, weightShape } from '../../networks/layer.ts';
import { type NetworkRecord, parseNotation } from '../../networks/notation.ts';
import type { CrossProblem } from './cross-problem.ts';
import { fanInProblems, levelProblems } from './hardware-checks.ts';
import { methodProblems } from './method-checks.ts';
import { type Methods, methods } from './methods/registry.ts';
import { findPreset } from './presets/presets.ts';
import type { RunSpec } from './run-spec.ts';

/** What the first and the last layer must fit, by data set. */
const sizes: Record<RunSpec['dataset'], { readonly image: readonly number[]; readonly classes: number }> = {
  mnist: { image: [28, 28, 1], classes: 10 },
};

/**
 * More than these, per network, would only end in a page out of memory. The paper's largest has 36
 * million weights.
 */
const maxWeights = 1 << 26;
const maxNeurons = 1 << 22;

/** Every rule that a spec with valid single settings breaks. */
export function crossChecks(spec: RunSpec, known: Methods = methods): CrossProblem[] {
  return [
    ...networkProblems(spec, known),
    ...startProblems(spec),
    ...batchProblems(spec),
    ...levelProblems(spec),
  ];
}

function networkProblems(spec: RunSpec, known: Methods): CrossProblem[] {
  const problem = (words: string): CrossProblem[] => [{ fields: ['network'], message: `network: ${words}` }];
  let network: NetworkRecord;
  try {
    network = parseNotation(spec.network);
  } catch (error) {
    return problem((error as Error).message);
  }
  const { image, classes } = sizes[spec.dataset];
  if (network.inputShape.join('×') !== image.join('×'))
    return problem(`images of ${spec.dataset} are ${image.join('×')}, not ${network.inputShape.join('×')}`);
  const layers = toLayers(network);
  const outputs = outputChannels(layers.at(-1)!.synapse);
  if (outputs !== classes) return problem(`${spec.dataset} has ${classes} classes, not ${outputs} outputs`);
  const { weights, neurons } = countSizes(layers);
  if (weights > maxWeights) return problem(`${weights} weights; at most ${maxWeights}`);
  if (neurons > maxNeurons) return problem(`${neurons} neurons; at most ${maxNeurons}`);
  return [...fanInProblems(spec, layers), ...methodProblems(spec, layers, known)];
}

function countSizes(layers: readonly Layer[]): { weights: number; neurons: number } {
  return {
    weights: layers.reduce((sum, { synapse }) => sum + sizeOf(weightShape(synapse)), 0),
    neurons: layers.reduce((sum, layer) => sum + neuronCount(layer), 0),
  };
}

function startProblems(spec: RunSpec): CrossProblem[] {
  const preset = findPreset(spec.preset);
  if (spec.start !== 'checkpoint' || !preset) return [];
  if (!preset.checkpoint)
    return [
      { fields: ['start'], message: `start: preset ${preset.id} ships no pre-trained network; use scratch` },
    ];
  if (spec.network === preset.settings.network) return [];
  return [
    {
      fields: ['start', 'network'],
      message: `start: the pre-trained network of ${preset.id} is ${preset.settings.network}, not ${spec.network}; use scratch`,
    },
  ];
}

function batchProblems(spec: RunSpec): CrossProblem[] {
  if (spec.batchSize <= spec.trainCount) return [];
  return [
    {
      fields: ['batchSize', 'trainCount'],
      message: `batchSize must be at most trainCount (${spec.batchSize} > ${spec.trainCount})`,
    },
  ];
}
