/** TensorFlow.js itself loads what is written, and answers as the engine does. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { inferLayer } from '../../../engine/layers/ann.ts';
import { toyAnn, toyValues } from '../../../engine/testing/toy.ts';
import { toLayers } from '../../../networks/chain.ts';
import { backOf } from '../../../networks/model.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { readAnyCheckpoint } from '../../any-checkpoint.ts';
import { writeCheckpoint } from '../../checkpoint.ts';
import { ExchangeError } from '../../error.ts';
import { lower } from '../lower.ts';
import { readTfjs } from './read-tfjs.ts';
import { weightsFile, writeTfjs } from './write.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

/** Padding on both sides at stride 2, batch norm, pooling, a flatten with several channels. */
const layers = toLayers(parseNotation('9x7x2-c3s2-c4k5s1-a2-6-3'));
const values = toyValues(layers, 6);
const ann = { inputShape: [9, 7, 2], layers, values, back: [] } as const;

async function loaded(of: Parameters<typeof writeTfjs>[0]): Promise<tf.LayersModel> {
  const { model, weights } = writeTfjs(of);
  const { modelTopology, weightsManifest } = JSON.parse(model);
  const [{ weights: weightSpecs }] = weightsManifest;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: weights.buffer }));
}

const images = Float32Array.from({ length: 5 * 126 }, (_, i) => ((i * 31) % 97) / 97);

async function answersOf(model: tf.LayersModel): Promise<number[]> {
  const x = tf.tensor4d(images, [5, 9, 7, 2]);
  return [...(await (model.predict(x) as tf.Tensor).data())];
}

test('the loaded model gives the outputs of the network to 1e-5', async () => {
  expect(layers.some(({ batchNorm }) => batchNorm)).toBe(true);
  const found = await answersOf(await loaded(ann));
  const { parameters } = toyAnn(layers, values);
  const expected = await layers
    .reduce<tf.Tensor>(
      (x, layer, l) => inferLayer(layer, parameters[l]!, x, l === layers.length - 1),
      tf.tensor4d(images, [5, 9, 7, 2]),
    )
    .data();
  const largest = Math.max(...expected.map(Math.abs));
  expect(largest).toBeGreaterThan(0.01);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! - value)).toBeLessThan(1e-5 * Math.max(1, largest));
  });
});

test('weights come back bit for bit', async () => {
  const model = await loaded(ann);
  const back = await Promise.all(model.getWeights().map(async (weight) => [...(await weight.data())]));
  const all = values.flatMap(({ weight, bias, batchNorm: norm }) =>
    norm ? [weight, bias, norm.gamma, norm.beta, norm.mean, norm.variance] : [weight, bias],
  );
  // TensorFlow.js lists weights that are not trained last.
  const sorted = (lists: readonly (readonly number[])[]) => lists.map((list) => list.join(' ')).sort();
  expect(sorted(back)).toEqual(sorted(all.map((list) => [...list])));
});

test('what is read as a checkpoint and written again is the same bytes', () => {
  const { model, weights } = writeTfjs(ann);
  const described = readTfjs(new TextEncoder().encode(model), new Map([[weightsFile, weights]]));
  const { notation, layers: read } = lower(described, { pooling: 'max' }).checkpoint!;
  const bytes = writeCheckpoint({ notation, layers: read, note: {} });
  const { network, layers: kept } = readAnyCheckpoint(bytes);
  const again = writeTfjs({ ...ann, layers: toLayers(network), values: kept });
  expect(again.model).toBe(model);
  expect(again.weights).toEqual(weights);
});

test('a sigmoid behind the outputs is written too', async () => {
  const plain = await answersOf(await loaded(ann));
  const squashed = await answersOf(await loaded({ ...ann, back: backOf('sigmoid') }));
  squashed.forEach((value, i) => {
    expect(value).toBeCloseTo(1 / (1 + Math.exp(-plain[i]!)), 5);
  });
});

test('values that do not fit are refused by the name of the layer', () => {
  const [first, ...rest] = values;
  const short = [{ ...first!, weight: new Float32Array(3) }, ...rest];
  expect(() => writeTfjs({ ...ann, values: short })).toThrow(ExchangeError);
  expect(() => writeTfjs({ ...ann, values: short })).toThrow('layer “conv1”');
});
