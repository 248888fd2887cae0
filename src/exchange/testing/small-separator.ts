/** Provides a small separator with its ends, and its files. */
import type { Ends } from '../../engine/separation/ends.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { toLayers } from '../../networks/chain.ts';
import { outputChannels, weightShape } from '../../networks/layer.ts';
import { modelOf } from '../../networks/model.ts';
import { parseNotation } from '../../networks/notation.ts';
import { sizeOf } from '../../networks/shape.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { expectedLayers } from '../checkpoint-layers.ts';
import type { NetworkPurpose } from '../network-file.ts';
import { values } from './small-network.ts';

export const notation = '1x20-e2k4s2-c3k1x3s1d1x2-c4k1s1';

const record = parseNotation(notation);

export const ends: Ends = {
  front: record.front!,
  encoder: values(8),
  gain: values(2),
  bias: values(2),
  decoder: values(8),
};

export const separating = {
  task: 'separation',
  back: modelOf(record, 'sigmoid').back,
  ends,
} satisfies NetworkPurpose;

export const separator: SpikingNetwork = {
  timeSteps: 4,
  initialPotential: 'zero',
  firstLayerBias: 'firstStep',
  inputShape: record.inputShape,
  layers: toLayers(record).map((layer, l, { length }) => ({
    layer: { ...layer, batchNorm: null },
    weight: values(sizeOf(weightShape(layer.synapse))),
    bias: values(outputChannels(layer.synapse)),
    threshold: l < length - 1 ? Float32Array.of(0.5) : null,
  })),
};

export const checkpoint: Checkpoint = {
  notation,
  ends,
  note: { seed: '1' },
  layers: expectedLayers(record).map(({ name, weightShape, channels, batchNorm }) => ({
    name,
    weight: values(weightShape.reduce((a, b) => a * b)),
    bias: values(channels),
    batchNorm: batchNorm
      ? {
          gamma: values(channels),
          beta: values(channels),
          mean: values(channels),
          variance: values(channels).map(Math.abs),
        }
      : null,
  })),
};
