/**
 * Presets of the paper's networks for colour images on the synthetic set Shapes, each trained from
 * scratch: AlexNet and VGG in a fraction of their width, which two cores can convert, and AlexNet
 * and VGG-11 as the paper has them (Tables I and II), for a machine with a GPU.
 */
import type { Settings } from '../settings.ts';
import { type NetworkName, paperNetwork, type Width } from './paper-networks.ts';
import type { Preset, PresetFamily } from './preset.ts';

const alexNetFamily: PresetFamily = {
  title: 'Shapes · AlexNet',
  summary:
    'The paper’s AlexNet for colour images, on a synthetic set, trained from scratch. Share of its width:',
};

const vggFamily: PresetFamily = {
  title: 'Shapes · VGG',
  summary:
    'VGG with an eighth of its filters on a synthetic set of colour images, trained from scratch. Weighted layers:',
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
  {
    ...{ id: 'alexnet-4@1', title: 'Shapes · AlexNet, a quarter', network: 'cifar-alexnet', width: 4 },
    ...{ macs: 13_012_768, parameters: 739_994, family: { of: alexNetFamily, member: '1/4' } },
  },
  {
    ...{ id: 'vgg-9@1', title: 'Shapes · VGG-9, an eighth', network: 'cifar-vgg9', width: 8 },
    ...{ macs: 3_755_488, parameters: 220_650, family: { of: vggFamily, member: '9' } },
  },
  {
    ...{ id: 'vgg-11@1', title: 'Shapes · VGG-11, an eighth', network: 'cifar-vgg11', width: 8 },
    ...{ macs: 4_517_088, parameters: 546_666, family: { of: vggFamily, member: '11' } },
  },
  {
    ...{ id: 'vgg-13@1', title: 'Shapes · VGG-13, an eighth', network: 'cifar-vgg13', width: 8 },
    ...{ macs: 6_496_352, parameters: 549_618, family: { of: vggFamily, member: '13' } },
  },
  {
    ...{ id: 'vgg-16@1', title: 'Shapes · VGG-16, an eighth', network: 'cifar-vgg16', width: 8 },
    ...{ macs: 11_055_200, parameters: 633_042, family: { of: vggFamily, member: '16' } },
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
  const slim = slimNetworks.map(({ id, title, network, width, macs, parameters, family }) => ({
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
  const whole = (
    [
      ['alexnet-paper@1', 'Shapes · AlexNet, the paper’s setting', 'cifar-alexnet', '200.5'],
      ['vgg-11-paper@1', 'Shapes · VGG-11, the paper’s setting', 'cifar-vgg11', '276.9'],
    ] as const
  ).map(([id, title, network, macs]) => ({
    ...{ id, title, ...own },
    summary: `In full width, ${macs} million multiply-accumulates an image, as in §5.1: 100 epochs at 1e-3, a tenth from epoch 50, a stage for every layer. For a GPU.`,
    settings: {
      ...start,
      network: paperNetwork(network, 1, outputs),
      timeSteps: 16,
      patience: 3,
      maxStageEpochs: 100,
      learningRate: 1e-3,
      decayEpoch: 50,
      readoutStage: true,
      // In more groups than usual, so that training through time fits as well.
      groups: 8,
      trainCount: 5000,
      pretrainEpochs: 100,
      pretrainDecayEpoch: 50,
    },
  }));
  return [...slim, ...whole];
}
