/**
 * Tests end-to-end tandem learning: its gradient is PTL's rule in every layer at once, and its
 * thresholds are measured on the counts that arrive.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import type { Layer } from '../../../networks/layer.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { inputExamples } from '../../examples/examples.ts';
import { couple, createHybrid, disposeHybrid, tandemPotentials } from '../../hybrid/hybrid.ts';
import { percentile } from '../../hybrid/percentile.ts';
import { inferLayer, trainLayer } from '../../layers/ann.ts';
import { initialValues, trainable } from '../../layers/parameters.ts';
import { trainingPass } from '../../layers/training-pass.ts';
import { crossEntropy } from '../../objectives/cross-entropy.ts';
import { batchFrom, noWatch, toyAnn, toyImages, toySettings, toyValues } from '../../testing/toy.ts';
import { createRandom } from '../../work/random.ts';
import { allTandemPotentials, coupleAll, disposeTandem, spikeCounts } from './tandem-network.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const inputShape = [6, 6, 1] as const;
const images = toyImages({ count: 64, inputShape, classes: 3, seed: 1 });
const deep = toLayers(parseNotation('6x6-c3s1-c4s2-8-3'));

/** Returns the gradients of the loss of `logits` in the variables, by position. */
async function gradientsOf(logits: () => tf.Tensor, labels: Int32Array, variables: readonly tf.Variable[]) {
  const { value, grads } = tf.variableGrads(() => crossEntropy(logits(), labels), [...variables]);
  const values = variables.map(({ name }) => [...grads[name]!.dataSync()]);
  tf.dispose([value, grads]);
  return values;
}

describe('the gradient', () => {
  test('is PTL’s, to the last bit, where one layer spikes', async () => {
    const layers = toLayers(parseNotation('6x6-c3s2-3'));
    const { x, labels } = batchFrom(images, 0, 32);
    const ann = toyAnn(layers, toyValues(layers, 3));
    const network = await coupleAll(ann, inputExamples(images), toySettings, noWatch);
    const counts = spikeCounts(network, x);
    const own = await gradientsOf(
      () => allTandemPotentials(ann, x, counts, trainingPass([x.shape[0]!])),
      labels,
      ann.parameters.flatMap(trainable),
    );
    const other = toyAnn(layers, toyValues(layers, 3));
    const hybrid = createHybrid(other, toySettings);
    couple(hybrid, network.thresholds[0]!.dataSync() as Float32Array);
    const theirs = await gradientsOf(
      () => tandemPotentials(hybrid, x, counts[0]!, trainingPass([x.shape[0]!])),
      labels,
      other.parameters.flatMap(trainable),
    );
    expect(own).toEqual(theirs);
    disposeHybrid(hybrid);
    disposeTandem(network);
  });

  test('passes straight through every layer: a constant added to each analog branch makes it the counts', async () => {
    const { x, labels } = batchFrom(images, 0, 32);
    const ann = toyAnn(deep, toyValues(deep, 3));
    const network = await coupleAll(ann, inputExamples(images), toySettings, noWatch);
    const counts = spikeCounts(network, x);
    const variables = ann.parameters.flatMap(trainable);
    const own = await gradientsOf(
      () => allTandemPotentials(ann, x, counts, trainingPass([x.shape[0]!])),
      labels,
      variables,
    );
    const pass = trainingPass([32]);
    // The constants, layer by layer on the counts, before anything is differentiated.
    const gaps = counts.map((count, l) =>
      tf.tidy(() =>
        tf.sub(count, trainLayer(deep[l]!, ann.parameters[l]!, l ? counts[l - 1]! : x, false, pass)),
      ),
    );
    const shifted = () =>
      trainLayer(
        deep[3]!,
        ann.parameters[3]!,
        gaps.reduce<tf.Tensor>(
          (value, gap, l) => tf.add(trainLayer(deep[l]!, ann.parameters[l]!, value, false, pass), gap),
          x,
        ),
        true,
        pass,
      );
    const theirs = await gradientsOf(shifted, labels, variables);
    for (const [i, gradient] of own.entries()) {
      const scale = Math.max(...theirs[i]!.map(Math.abs));
      expect(scale).toBeGreaterThan(0);
      for (const [j, value] of gradient.entries())
        expect(Math.abs(value - theirs[i]![j]!)).toBeLessThan(1e-4 * scale);
    }
    disposeTandem(network);
  });

  test('enters no spiking branch: counts are constants to it', async () => {
    const { x, labels } = batchFrom(images, 0, 8);
    const ann = toyAnn(deep, toyValues(deep, 3));
    const network = await coupleAll(ann, inputExamples(images), toySettings, noWatch);
    const counts = spikeCounts(network, x).map((count) => tf.variable(count));
    await expect(
      gradientsOf(() => allTandemPotentials(ann, x, counts, trainingPass([x.shape[0]!])), labels, counts),
    ).rejects.toThrow();
    disposeTandem(network);
  });
});

/** Returns counts and analog activations of every hidden layer on its real input. */
async function start(layers: readonly Layer[], values: ReturnType<typeof toyValues>) {
  const ann = toyAnn(layers, values);
  const settings = { ...toySettings, timeSteps: 8 };
  const network = await coupleAll(ann, inputExamples(images), settings, noWatch);
  const { x } = batchFrom(images, 0, images.count);
  const counts = spikeCounts(network, x);
  const activations = counts.map((_, l) =>
    inferLayer(layers[l]!, ann.parameters[l]!, l ? counts[l - 1]! : x, false),
  );
  const read = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => tensor.dataSync() as Float32Array);
  return { network, counts: read(counts), activations: read(activations) };
}

describe('the start', () => {
  test('ϑ of each layer is the percentile of its activations on the counts that arrive, over Ns', async () => {
    const { network, activations } = await start(deep, toyValues(deep, 3));
    expect(network.thresholds).toHaveLength(3);
    network.thresholds.forEach((theta, l) => {
      expect(theta.dataSync()[0]).toBeCloseTo(percentile(activations[l]!, 99.9) / 8, 5);
    });
    disposeTandem(network);
  });

  test('from weights that have seen nothing, activations are normalised and neurons fire at any depth', async () => {
    const layers = toLayers(parseNotation('6x6-c6s1-c6s1-c6s1-c6s1-c6s1-12-3'));
    const random = createRandom(3, 'toy weights');
    const { network, counts } = await start(
      layers,
      layers.map((layer) => initialValues(layer, random)),
    );
    for (const count of counts) {
      const rate = count.reduce((sum, value) => sum + value, 0) / count.length / 8;
      expect(rate).toBeGreaterThan(0.02);
      expect(rate).toBeLessThan(0.4);
    }
    disposeTandem(network);
  });
});
