/** Tests running statistics against double precision, moved as PyTorch moves them (design §4.6). */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { outputChannels } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import { batchFrom, toyAnn, toyImages, toyValues } from '../testing/toy.ts';
import { runLayers, trainLayer } from './ann.ts';
import { moveRunning } from './batch-norm.ts';
import { readValues } from './parameters.ts';
import { synapticCurrent } from './synapse.ts';
import { trainingPass } from './training-pass.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('6x6-c3s2-5-2'));
const images = toyImages({ count: 8, inputShape: [6, 6, 1], classes: 2, seed: 1 });

test('a training batch moves them a tenth of the way: mean with bias, variance unbiased', async () => {
  const values = toyValues(layers, 2);
  const ann = toyAnn(layers, values);
  const { x } = batchFrom(images, 0, 8);
  const layer = layers[0]!;
  const channels = outputChannels(layer.synapse);
  const currents = synapticCurrent(layer, x, ann.parameters[0]!.weight).dataSync();
  const pass = trainingPass([8]);
  trainLayer(layer, ann.parameters[0]!, x, false, pass);
  expect(await readValues(ann.parameters[0]!)).toEqual(values[0]);
  for (const seen of pass.seen) moveRunning(seen, 1);
  const moved = (await readValues(ann.parameters[0]!)).batchNorm!;
  for (let c = 0; c < channels; c++) {
    const own = Array.from(currents.filter((_, i) => i % channels === c));
    const n = own.length;
    expect(n).toBe(8 * 9);
    const mean = own.reduce((a, b) => a + b, 0) / n;
    const variance = own.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
    const before = values[0]!.batchNorm!;
    expect(moved.mean[c]).toBeCloseTo(0.9 * before.mean[c]! + 0.1 * (mean + values[0]!.bias[c]!), 6);
    expect(moved.variance[c]).toBeCloseTo(0.9 * before.variance[c]! + 0.1 * variance, 6);
  }
});

test('inference moves nothing', async () => {
  const values = toyValues(layers, 2);
  const ann = toyAnn(layers, values);
  runLayers(ann, batchFrom(images, 0, 8).x, 0, 'infer');
  expect(await readValues(ann.parameters[0]!)).toEqual(values[0]);
});

test('training normalises with the batch alone: the running statistics have no say', () => {
  const values = toyValues(layers, 2);
  const other = values.map(({ batchNorm, ...rest }) => ({
    ...rest,
    batchNorm: batchNorm && { ...batchNorm, mean: batchNorm.mean.map((m) => m + 5) },
  }));
  const outputs = [values, other].map((chosen) => [
    ...runLayers(toyAnn(layers, chosen), batchFrom(images, 0, 8).x, 0, trainingPass([8])).dataSync(),
  ]);
  expect(outputs[0]).toEqual(outputs[1]);
});
