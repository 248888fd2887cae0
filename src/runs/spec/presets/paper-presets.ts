/**
 * Presets of the paper's networks for colour images on the synthetic set Shapes, each trained from
 * scratch: in fractions of their width with few images, which two cores can convert, and whole with
 * the paper's training.
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
  title: 'Shapes · VGG, a quarter',
  summary:
    'The paper’s VGG-11 and its kin for colour images in a quarter of their width, on a synthetic set, trained from scratch. Weighted layers:',
};

const paperFamily: PresetFamily = {
  title: 'Shapes · the paper’s setting',
  summary:
    'Whole networks with 100 epochs at 1e-3, a tenth from epoch 50, augmented and normalised: for a GPU, or days on two cores. Network:',
};

/**
 * A network by name: its multiply-accumulates per image over connections that exist, and its
 * trained numbers.
 */
export interface NamedNetwork {
  readonly id: string;
  readonly title: string;
  readonly network: NetworkName;
  readonly width: Width;
  readonly macs: number;
  readonly parameters: number;
  readonly family: NonNullable<Preset['family']>;
}

export const slimNetworks: readonly NamedNetwork[] = [
  {
    ...{ id: 'alexnet-8@1', title: 'Shapes · AlexNet, an eighth', network: 'cifar-alexnet', width: 8 },
    ...{ macs: 3_413_520, parameters: 187_090, family: { of: alexNetFamily, member: '1/8' } },
  },
  {
    ...{ id: 'alexnet-4@1', title: 'Shapes · AlexNet, a quarter', network: 'cifar-alexnet', width: 4 },
    ...{ macs: 13_012_768, parameters: 739_994, family: { of: alexNetFamily, member: '1/4' } },
  },
  {
    ...{ id: 'alexnet-2@1', title: 'Shapes · AlexNet, a half', network: 'cifar-alexnet', width: 2 },
    ...{ macs: 50_768_448, parameters: 2_943_274, family: { of: alexNetFamily, member: '1/2' } },
  },
  {
    ...{ id: 'vgg9-4@1', title: 'Shapes · VGG-9, a quarter', network: 'cifar-vgg9', width: 4 },
    ...{ macs: 14_595_264, parameters: 876_746, family: { of: vggFamily, member: '9' } },
  },
  {
    ...{ id: 'vgg11-4@1', title: 'Shapes · VGG-11, a quarter', network: 'cifar-vgg11', width: 4 },
    ...{ macs: 17_633_984, parameters: 2_167_754, family: { of: vggFamily, member: '11' } },
  },
  {
    ...{ id: 'vgg13-4@1', title: 'Shapes · VGG-13, a quarter', network: 'cifar-vgg13', width: 4 },
    ...{ macs: 25_551_040, parameters: 2_179_418, family: { of: vggFamily, member: '13' } },
  },
  {
    ...{ id: 'vgg16-4@1', title: 'Shapes · VGG-16, a quarter', network: 'cifar-vgg16', width: 4 },
    ...{ macs: 43_786_432, parameters: 2_512_154, family: { of: vggFamily, member: '16' } },
  },
];

export const wholeNetworks: readonly NamedNetwork[] = [
  {
    ...{ id: 'alexnet-paper@1', title: 'Shapes · the paper’s AlexNet', network: 'cifar-alexnet' },
    ...{ width: 1, macs: 200_508_544, parameters: 11_739_722 },
    family: { of: paperFamily, member: 'AlexNet' },
  },
  {
    ...{ id: 'vgg11-paper@1', title: 'Shapes · the paper’s VGG-11', network: 'cifar-vgg11' },
    ...{ width: 1, macs: 276_931_328, parameters: 34_457_354 },
    family: { of: paperFamily, member: 'VGG-11' },
  },
];

type Own =
  | ('network' | 'start' | 'timeSteps' | 'patience' | 'maxStageEpochs')
  | ('trainCount' | 'validationCount' | 'testCount' | 'pretrainEpochs' | 'pretrainDecayEpoch');

/** A few images and epochs, to see a conversion within minutes. */
const few = {
  timeSteps: 8,
  patience: 1,
  maxStageEpochs: 2,
  pretrainEpochs: 10,
  pretrainDecayEpoch: 7,
} as const;

/** §5.1, with the augmentation and normalisation that are usual for such images. */
const paper = {
  timeSteps: 16,
  patience: 6,
  maxStageEpochs: 100,
  learningRate: 1e-3,
  decayEpoch: 50,
  readoutStage: true,
  pretrainEpochs: 100,
  pretrainDecayEpoch: 50,
  normalisation: 'measured',
  augmentation: 'crop-flip',
  cacheMegabytes: 1024,
} as const;

/** The number of classes of Shapes. */
const outputs = 10;

/** Returns the presets. `common` are the settings that all presets share. */
export function paperPresets(common: Omit<Settings, Own>): Preset[] {
  const presetOf = (training: typeof few | typeof paper) => (named: NamedNetwork) => {
    const { id, title, network, width, macs, parameters, family } = named;
    return {
      ...{ id, title, family, engine: 2, checkpoint: null, tuned: null },
      summary: `${(macs / 1e6).toFixed(1)} million multiply-accumulates an image, ${Math.round(parameters / 1e3)} thousand parameters.`,
      settings: {
        ...common,
        dataset: 'shapes',
        start: 'scratch',
        workers: 2,
        trainCount: 5000,
        validationCount: 1000,
        testCount: 1000,
        network: paperNetwork(network, width, outputs),
        ...training,
      },
    } satisfies Preset;
  };
  return [...slimNetworks.map(presetOf(few)), ...wholeNetworks.map(presetOf(paper))];
}
