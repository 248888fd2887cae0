/**
 * Checks rules that tie the settings of a run to each other. Ranges of single settings are in the
 * field table.
 */

import { requireComputed } from '../../engine/layers/not-computed.ts';
import { presetModel } from '../../exchange/own-models.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import { toLayers } from '../../networks/chain.ts';
import { type Layer, outputChannels } from '../../networks/layer.ts';
import type { NetworkRecord } from '../../networks/network.ts';
import { parseNotation } from '../../networks/notation.ts';
import { sizeProblem } from '../../networks/sizes.ts';
import { taskOf } from '../../tasks/index.ts';
import { writeCount } from '../../tasks/writing.ts';
import type { CrossProblem } from './cross-problem.ts';
import { fanInProblems, levelProblems } from './hardware-checks.ts';
import { inputProblems } from './input-checks.ts';
import { houseKnown, type KnownFacts } from './known.ts';
import { methodProblems } from './method-checks.ts';
import { findPreset } from './presets/presets.ts';
import type { RunSpec } from './run-spec.ts';

/**
 * What a spec is for: a whole run, or the training of its analog network alone, which takes
 * networks that cannot be converted.
 */
export type SpecUse = 'run' | 'pretraining';

/** Returns every rule that a spec with valid single settings breaks. */
export function crossChecks(
  spec: RunSpec,
  known: KnownFacts = houseKnown,
  use: SpecUse = 'run',
): CrossProblem[] {
  return [
    ...datasetProblems(spec, known),
    ...inputProblems(
      spec,
      known.datasets.find(({ id }) => id === spec.dataset),
    ),
    ...networkProblems(spec, known, use),
    ...startProblems(spec, known),
    ...batchProblems(spec),
    ...levelProblems(spec),
  ];
}

const counts = [
  ['trainCount', 'train', 'training'],
  ['validationCount', 'validation', 'validation'],
  ['testCount', 'test', 'test'],
] as const;

/** Refuses a data set that is not known, lacks what the task learns, or has too few examples. */
function datasetProblems(spec: RunSpec, { datasets }: KnownFacts): CrossProblem[] {
  const data = datasets.find(({ id }) => id === spec.dataset);
  // The spec of an imported set that is not here can be kept and sent, though it cannot run.
  if (!data && isOwnId(spec.dataset)) return [];
  if (!data) {
    const ids = datasets.map(({ id }) => id).join(', ');
    return [{ fields: ['dataset'], message: `dataset must be one of ${ids} (got ${spec.dataset})` }];
  }
  const task = taskOf(spec.task);
  if ((data.speech !== undefined) !== (task.targets === 'voices'))
    return [
      {
        fields: ['task', 'dataset'],
        message: data.speech
          ? `task: ${data.title} is speech, which the task ${spec.task} cannot learn from`
          : `task: ${spec.task} learns from speech, and ${data.title} is none`,
      },
    ];
  if (task.targets === 'array' && !data.targetShape)
    return [
      {
        fields: ['task', 'dataset'],
        message: `task: ${data.title} has no arrays for the task ${spec.task} to learn`,
      },
    ];
  return counts.flatMap(([field, split, words]) =>
    spec[field] <= data.available[split]
      ? []
      : [
          {
            fields: [field, 'dataset'] as const,
            message: `${field} must be at most ${writeCount(data.available[split])}: ${data.title} has no more ${words} examples (got ${spec[field]})`,
          },
        ],
  );
}

function networkProblems(spec: RunSpec, known: KnownFacts, use: SpecUse): CrossProblem[] {
  const problem = (words: string): CrossProblem[] => [{ fields: ['network'], message: `network: ${words}` }];
  const task = taskOf(spec.task);
  let network: NetworkRecord;
  let layers: readonly Layer[];
  try {
    network = parseNotation(spec.network);
    layers = toLayers(network);
    layers.forEach(requireComputed);
  } catch (error) {
    return problem((error as Error).message);
  }
  const encoded = task.front === 'encoder';
  if (encoded !== (network.front !== undefined))
    return [
      {
        fields: ['network', 'task'],
        message: encoded
          ? `network: the task ${spec.task} begins with an encoder, as 1x32000-e64k20s10-…`
          : `network: the task ${spec.task} has no encoder before its layers`,
      },
    ];
  const data = known.datasets.find(({ id }) => id === spec.dataset);
  if (!data && !isOwnId(spec.dataset)) return [];
  // Mixtures are drawn as long as the network takes them.
  if (data && !encoded && network.inputShape.join('×') !== data.inputShape.join('×'))
    return [
      {
        fields: ['network', 'dataset'],
        message: `network: inputs of ${data.title} are ${data.inputShape.join('×')}, not ${network.inputShape.join('×')}`,
      },
    ];
  const outputs = outputChannels(layers.at(-1)!.synapse);
  const misfit = data ? task.misfit(outputs, data) : null;
  if (misfit)
    return [
      { fields: ['network', 'task', 'dataset'], message: `network: for the task ${spec.task}, ${misfit}` },
    ];
  const tooLarge = sizeProblem(layers);
  if (tooLarge) return problem(tooLarge);
  if (use === 'pretraining') return [];
  return [...fanInProblems(spec, layers), ...methodProblems(spec, layers, known.methods)];
}

function startProblems(spec: RunSpec, { models }: KnownFacts): CrossProblem[] {
  if (spec.start === 'checkpoint' && spec.model !== presetModel) return modelProblems(spec, models);
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

/** Refuses a network that is not the imported one's. */
function modelProblems({ model, network }: RunSpec, models: KnownFacts['models']): CrossProblem[] {
  const known = models.find(({ id }) => id === model);
  // The spec of an imported network that is not here can be kept and sent, though it cannot run.
  if (!known || known.notation === network) return [];
  return [
    {
      fields: ['model', 'network'],
      message: `model: the imported network is ${known.notation}, not ${network}; use scratch`,
    },
  ];
}

function batchProblems(spec: RunSpec): CrossProblem[] {
  if (spec.batchSize <= spec.trainCount) return [];
  return [
    {
      fields: ['batchSize', 'trainCount'],
      message: `batchSize must be at most trainCount (${writeCount(spec.batchSize)} > ${writeCount(spec.trainCount)})`,
    },
  ];
}
