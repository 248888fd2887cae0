/**
 * Presets that separate two talkers (§6.2–6.4): the paper's separator in several widths, a lighter
 * one, and that one trained already, on voices that are computed here. Other speech is chosen as
 * the data set.
 */
import type { Settings } from '../settings.ts';
import type { Preset, PresetFamily } from './preset.ts';
import {
  lightSeparator,
  paperSeparator,
  type SeparatorSizes,
  separatorNetwork,
} from './separator-networks.ts';

const family: PresetFamily = {
  title: 'Voices · two talkers apart',
  summary:
    'The paper’s separator of two talkers in one microphone, on synthetic voices, trained from scratch. Filters:',
};

/** Samples of four seconds at 8 kHz. */
const samples = 32_000;

/** Samples of the mixtures of the pre-trained one: half as many are heard and computed sooner. */
const firstSamples = 16_000;

/**
 * A separator: its multiply-accumulates in four seconds, ends included, and its trained numbers.
 */
export interface NamedSeparator {
  readonly name: string;
  readonly title: string;
  readonly member: string;
  readonly sizes: SeparatorSizes;
  readonly macs: number;
  readonly parameters: number;
}

export const namedSeparators: readonly NamedSeparator[] = [
  {
    ...{ name: 'separator-light', title: 'Voices · separator, light', member: '64, light' },
    ...{ sizes: lightSeparator, macs: 187_027_968, parameters: 117_696 },
  },
  {
    ...{ name: 'separator-64', title: 'Voices · separator, 64 filters', member: '64' },
    ...{ sizes: { ...paperSeparator, filters: 64 }, macs: 436_306_176, parameters: 140_096 },
  },
  {
    ...{ name: 'separator-128', title: 'Voices · separator, 128', member: '128' },
    ...{ sizes: { ...paperSeparator, filters: 128 }, macs: 1_720_656_384, parameters: 550_528 },
  },
  {
    ...{ name: 'separator-512', title: 'Voices · the paper’s separator', member: '512' },
    ...{ sizes: paperSeparator, macs: 27_235_682_304, parameters: 8_690_176 },
  },
];

type Own =
  | ('task' | 'dataset' | 'network' | 'start' | 'timeSteps' | 'patience' | 'maxStageEpochs' | 'learningRate')
  | (
      | 'batchSize'
      | 'groups'
      | 'calibrationCount'
      | 'pretrainPatience'
      | 'pretrainHalving'
      | 'pretrainClipNorm'
    )
  | ('trainCount' | 'validationCount' | 'testCount' | 'pretrainEpochs' | 'pretrainDecayEpoch');

/**
 * The revisions of the presets. The first one normalised each mixture of a batch by itself, and
 * batch norm learns from too little there (docs/results/separation.md). `cache` are the MiB of a
 * network that is wider than 128: a larger batch leaves less room for it in 4 GiB.
 */
const revisions = [
  { revision: 1, batchSize: 2, groups: 2, cache: 512 },
  { revision: 2, batchSize: 4, groups: 1, cache: 256 },
] as const;

/** Returns the presets. `common` are the settings that all presets share. */
export function separatorPresets(common: Omit<Settings, Own>): Preset[] {
  const shared = {
    ...common,
    task: 'separation',
    dataset: 'voices',
    timeSteps: 32,
    patience: 3,
    maxStageEpochs: 3,
    learningRate: 1e-4,
    calibrationCount: 32,
    trainCount: 100,
    validationCount: 30,
    testCount: 0,
    pretrainEpochs: 40,
    pretrainDecayEpoch: 0,
    pretrainPatience: 10,
    pretrainHalving: 3,
    pretrainClipNorm: 5,
  } as const;
  const untrained = revisions.flatMap(({ revision, batchSize, groups, cache }) =>
    namedSeparators.map(({ name, title, member, sizes, macs, parameters }) => ({
      ...{ id: `${name}@${revision}`, title, engine: 2 },
      ...{ checkpoint: null, tuned: null, family: { of: family, member } },
      summary: `${(macs / 1e9).toFixed(2)} billion multiply-accumulates in 4 s, ${Math.round(parameters / 1e3)} thousand parameters.`,
      settings: {
        ...shared,
        network: separatorNetwork(sizes, samples),
        start: 'scratch' as const,
        ...{ batchSize, groups, workers: groups },
        ...(sizes.filters > 128 ? { workers: 1, cacheMegabytes: cache } : {}),
      },
    })),
  );
  const first: Preset = {
    id: 'voices-first@1',
    title: 'Voices · first listen',
    summary: 'A small separator of two talkers, pre-trained on synthetic voices.',
    engine: 2,
    checkpoint: 'checkpoints/voices-first@1.safetensors',
    tuned: null,
    settings: {
      ...shared,
      network: separatorNetwork(lightSeparator, firstSamples),
      start: 'checkpoint',
      ...{ batchSize: 4, groups: 1, trainCount: 60, validationCount: 20 },
      // The page measures the conversion of few at once, where it would ask about more.
      calibrationCount: 8,
    },
  };
  return [first, ...untrained];
}
