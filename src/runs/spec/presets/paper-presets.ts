/**
 * Presets of the paper's networks for colour images on the synthetic set Shapes, each trained from
 * scratch, in a fraction of their width, which two cores can convert.
 */
import type { Settings } from '../settings.ts';
import { type NetworkName, paperNetwork, type Width } from './paper-networks.ts';
import type { Preset, PresetFamily } from './preset.ts';

const alexNetFamily: PresetFamily = {
  title: 'Shapes · AlexNet',
  summary:
    'The paper’s AlexNet for colour images, on a synthetic set, trained from scratch. Share of its width:',
};

/**
 * A slim network: its multiply-accumulates per image over connections that exist, and its trained
 * numbers.
 */
export interface SlimNetwork {
  readonly id: string;
  readonly title: string;
  readonly network: NetworkName;
  readonly width: Width;
  readonly macs: number;
  readonly parameters: number;
  readonly family: NonNullable<Preset['family']>;
}

export const slimNetworks: readonly SlimNetwork[] = [
  {
    ...{ id: 'alexnet-8@1', title: 'Shapes · AlexNet, an eighth', network: 'cifar-alexnet', width: 8 },
    ...{ macs: 3_413_520, parameters: 187_090, family: { of: alexNetFamily, member: '1/8' } },
  },
];

type Own =
  | ('dataset' | 'network' | 'start' | 'timeSteps' | 'patience' | 'maxStageEpochs')
  | ('trainCount' | 'validationCount' | 'testCount' | 'pretrainEpochs' | 'pretrainDecayEpoch');

/** The number of classes of Shapes. */
const outputs = 10;

/** Returns the presets. `common` are the settings that all presets share. */
export function paperPresets(common: Omit<Settings, Exclude<Own, 'dataset'>>): Preset[] {
  const start = {
    ...common,
    dataset: 'shapes',
    start: 'scratch',
    workers: 2,
    validationCount: 1000,
    testCount: 1000,
  } as const;
  const own = { engine: 2, checkpoint: null, tuned: null };
  return slimNetworks.map(({ id, title, network, width, macs, parameters, family }) => ({
    ...{ id, title, family, ...own },
    summary: `${(macs / 1e6).toFixed(1)} million multiply-accumulates an image, ${Math.round(parameters / 1e3)} thousand parameters.`,
    settings: {
      ...start,
      network: paperNetwork(network, width, outputs),
      timeSteps: 8,
      patience: 1,
      maxStageEpochs: 2,
      trainCount: 5000,
      pretrainEpochs: 10,
      pretrainDecayEpoch: 7,
    },
  }));
}
