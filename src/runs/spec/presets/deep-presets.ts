/**
 * Presets of networks with 5 to 13 weighted layers that differ in depth alone, for the question of
 * Fig. 4: how deep can a spiking network be trained? They are built in the manner of VGG (3×3
 * kernels, each halving of the image doubling the filters) with strided convolutions in place of
 * pooling, as the paper has them, and slim enough for two cores without a GPU.
 */
import type { Settings } from '../settings.ts';
import type { Preset, PresetFamily } from './preset.ts';

export const deepFamily: PresetFamily = {
  title: 'MNIST · deep networks',
  summary:
    'Slim networks that differ in depth alone, each trained from scratch. Weighted layers, the output counted:',
};

/**
 * The size of a network: weighted layers, the output included; multiply-accumulates per image over
 * connections that exist; trained numbers.
 */
export interface Depth {
  readonly depth: number;
  readonly macs: number;
  readonly parameters: number;
}

export const depths: readonly Depth[] = [
  { depth: 5, macs: 574_752, parameters: 107_194 },
  { depth: 7, macs: 1_354_016, parameters: 118_858 },
  { depth: 9, macs: 2_133_280, parameters: 130_522 },
  { depth: 11, macs: 2_912_544, parameters: 142_186 },
  { depth: 13, macs: 3_691_808, parameters: 153_850 },
];

/**
 * Returns the network of an odd depth from 5: one convolution at 28×28, then as many of 16 filters
 * at 14×14 as of 32 at 7×7 (a layer of either costs about the same), a dense layer of 64 and the
 * output.
 */
export function deepNetwork(depth: number): string {
  const further = (depth - 5) / 2;
  const group = (filters: number) => [`c${filters}s2`, ...new Array<string>(further).fill(`c${filters}s1`)];
  return ['28x28', 'c8s1', ...group(16), ...group(32), '64', '10'].join('-');
}

type Own =
  | ('network' | 'start' | 'timeSteps' | 'patience' | 'maxStageEpochs')
  | ('trainCount' | 'validationCount' | 'testCount' | 'pretrainEpochs' | 'pretrainDecayEpoch');

/** The revisions of the presets, with the engine that each was made for. */
const revisions = [
  { revision: 1, engine: 1, groups: 2 },
  { revision: 2, engine: 2, groups: 4 },
] as const;

/**
 * Returns one preset a depth and revision, equal in all else; `common` are the settings that the
 * presets of a data set share.
 */
export function deepPresets(common: Omit<Settings, Own>): Preset[] {
  return revisions.flatMap(({ revision, engine, groups }) =>
    depths.map(({ depth, macs, parameters }) => ({
      id: `deep-${depth}@${revision}`,
      title: `MNIST · ${depth} layers deep`,
      summary: `${millions(macs)} million multiply-accumulates an image, ${thousands(parameters)} thousand parameters.`,
      engine,
      checkpoint: null,
      tuned: null,
      family: { of: deepFamily, member: String(depth) },
      settings: {
        ...common,
        groups,
        network: deepNetwork(depth),
        start: 'scratch',
        timeSteps: 8,
        // The largest number of epochs that is allowed: every depth gets the same.
        patience: 3,
        maxStageEpochs: 3,
        trainCount: 4000,
        validationCount: 1000,
        testCount: 1000,
        pretrainEpochs: 10,
        pretrainDecayEpoch: 8,
        workers: 2,
      },
    })),
  );
}

const millions = (count: number) => (count / 1e6).toFixed(1);
const thousands = (count: number) => Math.round(count / 1e3);
