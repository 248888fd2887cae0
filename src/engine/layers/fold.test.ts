/**
 * Tests that folding changes where numbers are kept, and not what the network computes (design
 * §4.5, §4.6).
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { type Layer, outputChannels, weightShape } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import { toyValues } from '../testing/toy.ts';
import { createRandom } from '../work/random.ts';
import { foldBatchNorm, foldThreshold } from './fold.ts';
import { createParameters, type LayerValues } from './parameters.ts';
import { affine, synapticCurrent } from './synapse.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('12x10x2-c3s2-c4s1-a2-7-2'));

function random(shape: readonly number[], seed: number): tf.Tensor {
  const source = createRandom(seed, 'fold test');
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => source.next()),
    [...shape],
  );
}

function arriving(layer: Layer): number[] {
  const first = layer.before[0] ?? layer.synapse;
  return [3, ...('inputShape' in first ? first.inputShape : [first.inputSize])];
}

function closeTo(actual: ArrayLike<number>, wanted: ArrayLike<number>, within: number): void {
  expect(actual.length).toBe(wanted.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i]! - wanted[i]!)).toBeLessThan(within);
}

test.each(layers.slice(0, -1).map((layer) => [layer.name, layer] as const))(
  'batch norm folded into %s leaves its output equal, epsilon included',
  (_, layer) => {
    const [values] = toyValues([layer], 2) as [LayerValues];
    const norm = values.batchNorm!;
    // Variances as small as epsilon: leaving it out would be seen.
    norm.variance.fill(2e-5, 0, 2);
    const parameters = createParameters(layer, values);
    const x = random(arriving(layer), 3);
    const { weight, bias } = foldBatchNorm(layer, parameters);
    const folded = affine(layer, x, weight, bias, 'linear').dataSync();
    const channels = outputChannels(layer.synapse);
    const plain = synapticCurrent(layer, x, parameters.weight).dataSync();
    const wanted = Array.from(plain, (current, i) => {
      const c = i % channels;
      const normal = (current + values.bias[c]! - norm.mean[c]!) / Math.sqrt(norm.variance[c]! + 1e-5);
      return norm.gamma[c]! * normal + norm.beta[c]!;
    });
    const scale = Math.max(...wanted.map(Math.abs));
    closeTo(folded, wanted, 1e-5 * scale);
  },
);

test('a layer without batch norm is its own folded form', () => {
  const layer = layers.at(-1)!;
  const parameters = createParameters(layer, toyValues([layer], 2)[0]!);
  const { weight, bias } = foldBatchNorm(layer, parameters);
  expect([weight, bias]).toEqual([parameters.weight, parameters.bias]);
});

/** Thresholds of two layers. ϑ = 0 marks a dead channel, whose counts are always 0. */
const perChannel = [Float32Array.of(0.5, 2, 0), Float32Array.of(3, 0.25, 1.5, 0)];

test.each([
  ['conv2', 1, Float32Array.of(0.3)],
  ['conv2 per channel', 1, perChannel[0]!],
  ['fc3 through pooling and flatten', 2, Float32Array.of(1.7)],
  ['fc3 per channel through pooling and flatten', 2, perChannel[1]!],
  ['output per unit', 3, Float32Array.of(1, 2, 3, 4, 5, 6, 0.5)],
])('ϑ folded into %s lets counts mean activations', (_, l, threshold) => {
  const layer = layers[l]!;
  const weight = tf.variable(random(weightShape(layer.synapse), 4));
  const counts = tf.floor(tf.mul(random(arriving(layer), 5), 8));
  const alive = tf.tensor1d(threshold.map((theta) => (theta > 0 ? 1 : 0)));
  const spikes = tf.mul(counts, alive);
  const activations = tf.mul(spikes, tf.tensor1d(threshold));
  const wanted = synapticCurrent(layer, activations, weight).dataSync();
  foldThreshold(layer, weight, threshold);
  closeTo(synapticCurrent(layer, spikes, weight).dataSync(), wanted, 1e-4);
});

test('the weights behind a dead channel stay what they were', () => {
  const layer = layers[1]!;
  const before = random(weightShape(layer.synapse), 6);
  const weight = tf.variable(before);
  foldThreshold(layer, weight, Float32Array.of(0, 0, 0));
  expect([...weight.dataSync()]).toEqual([...before.dataSync()]);
});
