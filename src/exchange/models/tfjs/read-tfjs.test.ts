/** Compares models that TensorFlow.js saved with what it computes of them. */
import type * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../error.ts';
import { lower } from '../lower.ts';
import { referenceOutputs } from '../reference.ts';
import { outputsOf, smallModel, tfjsFiles } from '../testing/keras-model.ts';
import { someNumbers } from '../testing/numbers.ts';
import { halfPattern } from '../testing/onnx-writer.ts';
import { largestDifference, ownOutputs } from '../testing/own-outputs.ts';
import { readTfjs } from './read-tfjs.ts';

let model: tf.LayersModel;
let saved: Awaited<ReturnType<typeof tfjsFiles>>;
beforeAll(async () => {
  model = await smallModel();
  saved = await tfjsFiles(model);
});

const bytesOf = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const centred = (values: ArrayLike<number>) => {
  const list = Array.from(values);
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return list.map((value) => value - mean);
};

test('a saved model gives what it gave, in the reference and in our network', async () => {
  const image = someNumbers(144);
  const theirs = centred(outputsOf(model, image));
  const described = readTfjs(bytesOf(saved.json), saved.shards);
  const { checkpoint, output } = lower(described, { pooling: 'max' });
  expect(checkpoint!.notation).toBe('9x8x2-c3k4x3s2p1+2x0+1-c4s1p1+0x0+2n0-a2-5n0-3');
  const reference = referenceOutputs(described, Float64Array.from(image), output);
  expect(largestDifference(centred(reference), theirs)).toBeLessThan(1e-5);
  expect(largestDifference(centred(await ownOutputs(checkpoint!, image)), theirs)).toBeLessThan(1e-5);
});

const one = (values: Uint8Array, weight: object) => ({
  json: {
    modelTopology: {
      class_name: 'Sequential',
      config: {
        layers: [
          {
            class_name: 'Dense',
            config: { name: 'scores', units: 2, use_bias: false, batch_input_shape: [null, 2] },
          },
        ],
      },
    },
    weightsManifest: [
      { paths: ['w.bin'], weights: [{ name: 'scores/kernel', shape: [2, 2], dtype: 'float32', ...weight }] },
    ],
  },
  shards: new Map([['w.bin', values]]),
});

const wanted = [0.5, -1, 0.25, 2];

test.each<[string, Uint8Array, object]>([
  ['uint8', Uint8Array.of(6, 0, 5, 12), { quantization: { dtype: 'uint8', scale: 0.25, min: -1 } }],
  [
    'uint16',
    new Uint8Array(Uint16Array.of(600, 0, 500, 1200).buffer),
    { quantization: { dtype: 'uint16', scale: 0.0025, min: -1 } },
  ],
  [
    'float16',
    new Uint8Array(Uint16Array.from(wanted, halfPattern).buffer),
    { quantization: { dtype: 'float16' } },
  ],
  ['float32', new Uint8Array(Float32Array.from(wanted).buffer), {}],
])('weights stored as %s', (_, bytes, weight) => {
  const { json, shards } = one(bytes, weight);
  const [node] = readTfjs(bytesOf(json), shards).nodes;
  const { weight: read } = node!.operation as { weight: Float32Array };
  for (const [i, value] of wanted.entries()) expect(read[i]).toBeCloseTo(value, 6);
});

describe('refusals', () => {
  const changed = (change: object) => bytesOf({ ...saved.json, ...change });
  const manifest = () =>
    structuredClone(saved.json.weightsManifest) as { paths: string[]; weights: { name: string }[] }[];
  const withPath = (path: string) => manifest().map((group) => ({ ...group, paths: [path, 'two.bin'] }));

  test.each(['../one.bin', '/one.bin', 'https://example.org/one.bin', 'a/../../one.bin', '\\one.bin', ''])(
    'a shard at %j lies outside its folder',
    (path) => {
      const read = () => readTfjs(changed({ weightsManifest: withPath(path) }), saved.shards);
      expect(read).toThrow(ExchangeError);
      expect(read).toThrow(/lies outside the folder of model.json/);
    },
  );

  test('shards that are missing, cut short or too long', () => {
    const json = bytesOf(saved.json);
    const two = saved.shards.get('two.bin')!;
    const read = (shards: [string, Uint8Array][]) => () => readTfjs(json, new Map(shards));
    const first: [string, Uint8Array] = ['one.bin', saved.shards.get('one.bin')!];
    expect(read([first])).toThrow(/the shard “two.bin” is missing; give it together with model.json/);
    expect(read([first, ['two.bin', two.subarray(4)]])).toThrow(/a shard is cut short/);
    expect(read([first, ['two.bin', new Uint8Array(two.length + 4)]])).toThrow(/4 bytes belong to no weight/);
  });

  test('weights of one name, of an unknown type, of another shape or without a number', () => {
    const twice = manifest();
    twice[0]!.weights[1]!.name = twice[0]!.weights[0]!.name;
    expect(() => readTfjs(changed({ weightsManifest: twice }), saved.shards)).toThrow(
      /two weights are named/,
    );
    const bytes = new Uint8Array(Float32Array.of(1, 2, 3, Number.POSITIVE_INFINITY).buffer);
    const read = (weight: object, values = bytes) => {
      const { json, shards } = one(values, weight);
      return () => readTfjs(bytesOf(json), shards);
    };
    expect(read({ dtype: 'complex64' })).toThrow(/has the type “complex64”/);
    expect(read({ shape: [4, 1] })).toThrow(/kernel must be 2×2 \(got 4×1\)/);
    expect(read({})).toThrow(/“scores\/kernel” must be finite \(entry 3 is Infinity\)/);
  });

  test('a graph model, and what is no model', () => {
    expect(() => readTfjs(changed({ format: 'graph-model' }), saved.shards)).toThrow(
      /graph model.*layers model/,
    );
    for (const text of ['', '{', '[]', '{"modelTopology": 3, "weightsManifest": []}'])
      expect(() => readTfjs(new TextEncoder().encode(text), saved.shards)).toThrow(ExchangeError);
  });
});
