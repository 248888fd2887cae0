/**
 * Makes a network and images so small that a test trains them in a moment, yet with everything in
 * them.
 */

import type * as tf from '@tensorflow/tfjs-core';
import { type Layer, outputChannels } from '../../networks/layer.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import type { ConversionListener, ConversionSettings } from '../conversion/conversion.ts';
import { type ExampleSet, inputsAt } from '../examples/example-set.ts';
import { rangeOf } from '../examples/examples.ts';
import { byteScaling } from '../examples/scaling.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import { createParameters, initialValues, type LayerValues } from '../layers/parameters.ts';
import { createRandom } from '../work/random.ts';

/**
 * Returns images of noise with a bright patch whose place is the class, so that there is something
 * to learn.
 */
export function toyImages(input: {
  count: number;
  inputShape: ImageShape;
  classes: number;
  seed: number;
}): ExampleSet {
  const { count, inputShape, classes, seed } = input;
  const random = createRandom(seed, 'toy images');
  const size = sizeOf(inputShape);
  const labels = Uint16Array.from({ length: count }, () => Math.floor(random.next() * classes));
  const inputs = Uint8Array.from({ length: count * size }, (_, i) => {
    const label = labels[Math.floor(i / size)]!;
    const bright = Math.floor(((i % size) * classes) / size) === label;
    return Math.floor(random.next() * (bright ? 255 : 120));
  });
  const targets = { kind: 'class', labels, classes } as const;
  return { count, inputShape, inputs, scaling: byteScaling, targets };
}

/** Returns the labels of a set whose targets are classes. */
export function classLabels({ targets }: ExampleSet): Uint16Array {
  if (targets.kind === 'class') return targets.labels;
  throw new RangeError(`the targets are of the kind “${targets.kind}”`);
}

/** Returns consecutive examples of a set whose targets are classes; the caller frees `x`. */
export function batchFrom(
  set: ExampleSet,
  start: number,
  count: number,
): { readonly x: tf.Tensor4D; readonly labels: Int32Array } {
  const indices = rangeOf(start, count, set.count);
  const labels = classLabels(set);
  return { x: inputsAt(set, indices), labels: Int32Array.from(indices, (index) => labels[index]!) };
}

/** Returns seeded weights, biases and a batch norm whose statistics are not the initial ones. */
export function toyValues(layers: readonly Layer[], seed: number): LayerValues[] {
  const random = createRandom(seed, 'toy weights');
  return layers.map((layer) => {
    const channels = outputChannels(layer.synapse);
    const around = (centre: number, width: number) =>
      Float32Array.from({ length: channels }, () => centre + (2 * random.next() - 1) * width);
    const values = initialValues(layer, random);
    return {
      weight: values.weight,
      bias: around(0, 0.1),
      batchNorm: values.batchNorm && {
        gamma: around(1, 0.3),
        beta: around(0.1, 0.2),
        mean: around(0.1, 0.2),
        variance: around(0.4, 0.3),
      },
    };
  });
}

export function toyAnn(layers: readonly Layer[], values: readonly LayerValues[]): AnnNetwork {
  return { layers, parameters: layers.map((layer, l) => createParameters(layer, values[l]!)) };
}

export const toySettings: ConversionSettings = {
  timeSteps: 4,
  initialPotential: 'zero',
  firstLayerBias: 'firstStep',
  foldThreshold: true,
  threshold: { percentile: 99.9, scope: 'layer' },
  calibrationCount: 64,
  patience: 1,
  maxEpochs: 2,
  criterion: 'loss',
  lead: { id: 'accuracy', better: 'higher' },
  learningRate: 1e-3,
  decayEpoch: 0,
  batchSize: 32,
  groups: 2,
  trainCoupledLayer: true,
  readoutStage: false,
  seed: 1,
};

export const silent: ConversionListener = { stageBegan: () => {}, epoch: () => {}, stageEnded: () => {} };

export const noWatch = async () => {};
