/**
 * Lists the presets. They are immutable revisions: `mnist@1` means the same settings and checkpoint
 * for ever. An edit adds a revision and leaves the old ones readable, so that an old link still
 * opens the experiment it was made from.
 */

import type { Settings } from '../settings.ts';
import { autoencoderPresets } from './autoencoder-presets.ts';
import { deepPresets } from './deep-presets.ts';
import { paperPresets } from './paper-presets.ts';
import type { Preset } from './preset.ts';
import { separatorPresets } from './separator-presets.ts';

const common = {
  dataset: 'mnist',
  model: 'preset',
  task: 'classification',
  method: 'ptl',
  inputCoding: 'auto',
  reset: 'soft',
  leak: 1,
  decoding: 'potential',
  spikes: 'binary',
  settleSteps: 0,
  spikeLevels: 2,
  correctBias: true,
  surrogateShape: 'rectangle',
  surrogateWidth: 1,
  quantisationSteps: 8,
  thresholdRule: 'percentile',
  percentile: 99.9,
  thresholdScope: 'layer',
  thresholdFrom: 'hybrid',
  initialPotential: 'zero',
  firing: 'immediate',
  firstLayerBias: 'firstStep',
  stageBias: 'kept',
  calibrationCount: 256,
  criterion: 'loss',
  learningRate: 1e-4,
  decayEpoch: 0,
  batchSize: 128,
  groups: 4,
  trainCoupledLayer: true,
  foldThreshold: true,
  readoutStage: false,
  keepUntuned: false,
  weightBits: 'float',
  weightLevels: '',
  weightScope: 'channel',
  fanIn: 'none',
  pretrainLearningRate: 1e-3,
  pretrainPatience: 0,
  pretrainHalving: 0,
  pretrainClipNorm: 0,
  normalisation: 'none',
  augmentation: 'none',
  testEachEpoch: false,
  seed: 1,
  seedVaries: 'shuffle',
  workers: 1,
  cacheMegabytes: 512,
  backend: 'auto',
} as const;

/** What a preset of the first engine had in place of groups: a part of a batch for each worker. */
const byWorkers = (workers: number) => ({ workers, groups: workers });

/** The settings of the preset's first revision; a later revision lists its changes. */
const firstLook: Settings = {
  ...common,
  network: '28x28-c8s2-c16s2-64-10',
  start: 'checkpoint',
  timeSteps: 8,
  patience: 1,
  maxStageEpochs: 5,
  trainCount: 6000,
  validationCount: 1000,
  testCount: 1000,
  pretrainEpochs: 15,
  pretrainDecayEpoch: 10,
};

/**
 * What does better than the paper's options at windows of one to four steps, chosen on validation
 * images (docs/results/small-windows.md).
 */
const shortWindow = {
  thresholdRule: 'leastSquares',
  thresholdScope: 'channel',
  initialPotential: 'half',
  firing: 'window',
  calibrationCount: 1000,
} as const;

const mnist: Settings = {
  ...common,
  network: '28x28-c16s1-c32s2-c32s1-c64s2-800-10',
  start: 'checkpoint',
  timeSteps: 8,
  patience: 2,
  maxStageEpochs: 6,
  trainCount: 10000,
  validationCount: 1000,
  testCount: 1000,
  pretrainEpochs: 20,
  pretrainDecayEpoch: 10,
};

/** MNIST's network on all images; every revision is from scratch. */
const allImages = {
  ...common,
  network: '28x28-c16s1-c32s2-c32s1-c64s2-800-10',
  start: 'scratch',
  timeSteps: 16,
  patience: 3,
  trainCount: 54000,
  validationCount: 6000,
  testCount: 1000,
} as const;

const fromScratch: Settings = {
  ...allImages,
  maxStageEpochs: 20,
  pretrainEpochs: 20,
  pretrainDecayEpoch: 10,
};

/** §5.1: Adam at 1e-3 for 100 epochs, a tenth from epoch 50 on; §4: a stage for every layer. */
const paper: Settings = {
  ...allImages,
  maxStageEpochs: 100,
  learningRate: 1e-3,
  decayEpoch: 50,
  readoutStage: true,
  pretrainEpochs: 100,
  pretrainDecayEpoch: 50,
};

export const presets: readonly Preset[] = [
  {
    id: 'first-look@1',
    title: 'MNIST · first look',
    summary: 'A small network, converted in about half a minute.',
    engine: 1,
    checkpoint: 'checkpoints/first-look@1.safetensors',
    tuned: 'checkpoints/first-look@1.tuned.json',
    settings: { ...firstLook, ...byWorkers(1) },
  },
  {
    id: 'mnist@1',
    title: 'MNIST · paper network',
    summary: 'The paper’s MNIST network, pre-trained; a quarter of an hour or so without a GPU.',
    engine: 1,
    checkpoint: 'checkpoints/mnist@1.safetensors',
    tuned: 'checkpoints/mnist@1.tuned.json',
    settings: { ...mnist, ...byWorkers(1) },
  },
  {
    id: 'mnist-paper@1',
    title: 'MNIST · all images from scratch',
    summary: 'Everything from scratch on 54,000 images at Ns 16, Tp 3: hours without a GPU.',
    engine: 1,
    checkpoint: null,
    tuned: null,
    settings: { ...fromScratch, ...byWorkers(1) },
  },
  {
    id: 'first-look@2',
    title: 'MNIST · first look',
    summary: 'A small network, the quickest to convert.',
    engine: 1,
    checkpoint: 'checkpoints/first-look@2.safetensors',
    tuned: 'checkpoints/first-look@2.tuned.json',
    settings: { ...firstLook, ...byWorkers(2) },
  },
  {
    id: 'mnist@2',
    title: 'MNIST · paper network',
    summary: 'The paper’s MNIST network, pre-trained; a few minutes without a GPU.',
    engine: 1,
    checkpoint: 'checkpoints/mnist@2.safetensors',
    tuned: 'checkpoints/mnist@2.tuned.json',
    settings: { ...mnist, ...byWorkers(2) },
  },
  {
    id: 'mnist-paper@2',
    title: 'MNIST · all images from scratch',
    summary: 'Everything from scratch on 54,000 images at Ns 16, Tp 3: an hour or so without a GPU.',
    engine: 1,
    checkpoint: null,
    tuned: null,
    settings: { ...fromScratch, ...byWorkers(2), cacheMegabytes: 1024 },
  },
  {
    id: 'first-look@3',
    title: 'MNIST · first look',
    summary: 'A small network in four time steps, the quickest to convert.',
    engine: 2,
    checkpoint: 'checkpoints/first-look@2.safetensors',
    tuned: 'checkpoints/first-look@3.tuned.json',
    settings: { ...firstLook, timeSteps: 4, workers: 2 },
  },
  {
    id: 'first-look-paper@1',
    title: 'MNIST · first look',
    summary: 'A small network in four time steps with the paper’s options, the quickest to convert.',
    engine: 2,
    checkpoint: 'checkpoints/first-look@2.safetensors',
    tuned: 'checkpoints/first-look@3.tuned.json',
    settings: { ...firstLook, timeSteps: 4, workers: 2 },
  },
  {
    id: 'first-look@4',
    title: 'MNIST · short windows',
    summary:
      'The same network in two steps: bounds by least squares per channel, V₀ = ϑ/2, firing after the window. More accurate than the paper’s options there, with more spikes.',
    engine: 2,
    checkpoint: 'checkpoints/first-look@2.safetensors',
    tuned: 'checkpoints/first-look@4.tuned.json',
    settings: { ...firstLook, ...shortWindow, timeSteps: 2, workers: 2 },
  },
  {
    id: 'mnist@3',
    title: 'MNIST · paper network',
    summary: 'The paper’s MNIST network, pre-trained; a few minutes without a GPU.',
    engine: 2,
    checkpoint: 'checkpoints/mnist@2.safetensors',
    tuned: 'checkpoints/mnist@2.tuned.json',
    settings: { ...mnist, workers: 2 },
  },
  {
    id: 'mnist-scratch@1',
    title: 'MNIST · all images from scratch',
    summary: 'Everything from scratch on 54,000 images at Ns 16, Tp 3: an hour or so without a GPU.',
    engine: 2,
    checkpoint: null,
    tuned: null,
    settings: { ...fromScratch, workers: 2, cacheMegabytes: 1024 },
  },
  {
    id: 'mnist-paper@3',
    title: 'MNIST · the paper’s setting',
    summary:
      'From scratch as in §5.1: 100 epochs at 1e-3, a tenth from epoch 50, a stage for every layer; about three hours on two cores.',
    engine: 2,
    checkpoint: null,
    tuned: null,
    settings: { ...paper, workers: 2, cacheMegabytes: 1024 },
  },
  ...autoencoderPresets(common),
  ...deepPresets(common),
  ...paperPresets(common),
  ...separatorPresets(common),
];

/** The newest revision of each preset, as a menu offers them; old links name older ones. */
export const newestPresets = presets.filter(({ id }) => findPreset(id.split('@')[0]!)?.id === id);

/** The ids of the newest presets, as a message lists them. */
export const presetChoices = newestPresets.map(({ id }) => id).join(', ');

export const defaultPreset = 'first-look-paper@1';

/** Finds a preset by id; a name without a revision means its newest one. */
export function findPreset(id: string): Preset | undefined {
  return presets.find((p) => p.id === id) ?? presets.findLast((p) => p.id.split('@')[0] === id);
}
