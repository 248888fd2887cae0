/** ONNX Runtime loads what is written and answers as the engine does; our reader gives it back. */
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { inferLayer } from '../../../engine/layers/ann.ts';
import { toyAnn, toyValues } from '../../../engine/testing/toy.ts';
import { toLayers } from '../../../networks/chain.ts';
import { backOf } from '../../../networks/model.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { ExchangeError } from '../../error.ts';
import { lower } from '../lower.ts';
import { readOnnx } from './read-onnx.ts';
import { writeOnnx } from './write.ts';

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  await openNodeBackend('wasm');
});

/** Unequal padding, dilation, both poolings, a layer without batch norm, flattens of channels. */
const notations = ['9x7x2-c3s2p1+0x0+2-c4s1d2-a2-6-3', '9x7x2-c3k5s1n0-m2x1-5n0-3', '9x7x2-8-3'];
const count = 4;
const images = Float32Array.from({ length: count * 126 }, (_, i) => ((i * 31) % 97) / 97);

function annOf(notation: string) {
  const network = parseNotation(notation);
  const layers = toLayers(network);
  return { inputShape: network.inputShape, layers, values: toyValues(layers as never, 6), back: [] };
}

/** Turns images with channels last into ones with channels first. */
function channelsFirst(list: Float32Array): Float32Array {
  return Float32Array.from(list, (_, i) => {
    const [n, c, pixel] = [Math.floor(i / 126), Math.floor((i % 126) / 63), i % 63];
    return list[n * 126 + pixel * 2 + c]!;
  });
}

async function runtimeOutputs(bytes: Uint8Array): Promise<number[]> {
  const session = await ort.InferenceSession.create(bytes);
  const input = new ort.Tensor('float32', channelsFirst(images), [count, 2, 9, 7]);
  const result = await session.run({ [session.inputNames[0]!]: input });
  return [...(result[session.outputNames[0]!]!.data as Float32Array)];
}

test.each(notations)('%s gives the outputs of the network to 1e-5', async (notation) => {
  const ann = annOf(notation);
  const found = await runtimeOutputs(writeOnnx(ann));
  const { parameters } = toyAnn(ann.layers as never, ann.values);
  const outputs = ann.layers.reduce<tf.Tensor>(
    (x, layer, l) => inferLayer(layer, parameters[l]!, x, l === ann.layers.length - 1),
    tf.tensor4d(images, [count, 9, 7, 2]),
  );
  const expected = await outputs.data();
  const largest = Math.max(...Array.from(expected, Math.abs));
  expect(largest).toBeGreaterThan(0.01);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! - value)).toBeLessThan(1e-5 * Math.max(1, largest));
  });
});

test.each(notations)('%s comes back through the reader, bit for bit', (notation) => {
  const { checkpoint } = lower(readOnnx(writeOnnx(annOf(notation))), { pooling: 'max' });
  expect(checkpoint!.notation).toBe(parseNotation(notation).name);
  const { layers, values } = annOf(notation);
  checkpoint!.layers.forEach(({ weight, bias, batchNorm }, l) => {
    expect(weight).toEqual(values[l]!.weight);
    expect(bias).toEqual(values[l]!.bias);
    expect(batchNorm).toEqual(layers[l]!.batchNorm ? values[l]!.batchNorm : null);
  });
});

test('a sigmoid behind the outputs is written too', async () => {
  const ann = annOf(notations[2]!);
  const plain = await runtimeOutputs(writeOnnx(ann));
  const squashed = await runtimeOutputs(writeOnnx({ ...ann, back: backOf('sigmoid') }));
  squashed.forEach((value, i) => {
    expect(value).toBeCloseTo(1 / (1 + Math.exp(-plain[i]!)), 5);
  });
});

test('values that do not fit are refused by the name of the layer', () => {
  const ann = annOf(notations[0]!);
  const values = [{ ...ann.values[0]!, bias: new Float32Array(1) }, ...ann.values.slice(1)];
  expect(() => writeOnnx({ ...ann, values })).toThrow(ExchangeError);
  expect(() => writeOnnx({ ...ann, values })).toThrow('layer “conv1”');
});
