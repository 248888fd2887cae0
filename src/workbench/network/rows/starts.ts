/** Lists the networks that can be started from: the preset's own, and the paper's by name. */
import type { DatasetFacts } from '../../../datasets/dataset.ts';
import { toLayers } from '../../../networks/chain.ts';
import { NetworkError } from '../../../networks/network-error.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { sizeProblem } from '../../../networks/sizes.ts';
import { fields } from '../../../runs/spec/fields.ts';
import {
  type NetworkName,
  networkNames,
  paperNetwork,
  type Width,
} from '../../../runs/spec/presets/paper-networks.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import { taskOf } from '../../../tasks/index.ts';
import { inputOf, inputPart } from './draft.ts';

export interface Start {
  readonly words: string;
  readonly notation: string;
}

export interface StartGroup {
  readonly title: string;
  readonly starts: readonly Start[];
}

const titles: Record<NetworkName, string> = {
  'cifar-alexnet': 'AlexNet, strided',
  'cifar-vgg9': 'VGG-9, strided',
  'cifar-vgg11': 'VGG-11, strided',
  'cifar-vgg13': 'VGG-13, strided',
  'cifar-vgg16': 'VGG-16, strided',
  'imagenet-alexnet': 'AlexNet, pooled',
  'imagenet-vgg16': 'VGG-16, pooled',
};

const widths: readonly { readonly width: Width; readonly words: string }[] = [
  { width: 1, words: 'full width' },
  { width: 2, words: 'a half of its width' },
  { width: 4, words: 'a quarter of its width' },
  { width: 8, words: 'an eighth of its width' },
  { width: 16, words: 'a sixteenth of its width' },
];

/** Returns the starts that fit the inputs and the outputs of an experiment's data, by group. */
export function startsFor(
  spec: Pick<RunSpec, 'preset' | 'task'>,
  data: DatasetFacts | undefined,
): StartGroup[] {
  const preset = findPreset(spec.preset);
  const own = preset ? [{ title: 'Preset', starts: [ownOf(preset.title, preset.settings.network)] }] : [];
  if (!data) return own;
  const outputs = taskOf(spec.task).outputs(data);
  const named = networkNames.map((name) => ({
    title: titles[name],
    starts: widths.flatMap(({ width, words }) => {
      const [, ...layers] = paperNetwork(name, width, outputs).split('-');
      const notation = [inputPart(inputOf(data.inputShape)), ...layers].join('-');
      return fits(notation) ? [{ words: `${titles[name]}, ${words}`, notation }] : [];
    }),
  }));
  return [...own, ...named.filter(({ starts }) => starts.length > 0)];
}

function ownOf(title: string, notation: string): Start {
  return { words: `${title}: ${notation}`, notation };
}

function fits(notation: string): boolean {
  if (notation.length > fields.network.maxLength) return false;
  try {
    return sizeProblem(toLayers(parseNotation(notation))) === null;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    throw error;
  }
}
