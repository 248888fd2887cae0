import { expect, test } from 'vitest';
import { toLayers } from './chain.ts';
import { averagePool } from './kinds/average-pool.ts';
import { batchNorm } from './kinds/batch-norm.ts';
import { dense } from './kinds/dense.ts';
import { flatten } from './kinds/flatten.ts';
import type { LayerRecord } from './kinds/index.ts';
import { relu } from './kinds/relu.ts';
import { network } from './network.ts';
import { NetworkError } from './network-error.ts';
import { parseNotation } from './notation.ts';

test('records become a chain of synapses with what comes before them', () => {
  const layers = toLayers(parseNotation('28x28-c8s2-a2-64-10'));
  expect(layers.map(({ name }) => name)).toEqual(['conv1', 'fc2', 'output']);
  expect(layers[0]).toMatchObject({
    before: [],
    synapse: { kind: 'conv2d', inputShape: [28, 28, 1], outputShape: [14, 14, 8] },
    batchNorm: { epsilon: 1e-5, momentum: 0.1 },
  });
  expect(layers[1]!.before).toMatchObject([
    { kind: 'averagePool', inputShape: [14, 14, 8], outputShape: [7, 7, 8] },
    { kind: 'flatten', inputShape: [7, 7, 8] },
  ]);
  expect(layers[1]!.synapse).toEqual({ kind: 'dense', inputSize: 392, outputSize: 64 });
  expect(layers[2]).toMatchObject({ before: [], batchNorm: null });
});

const of = (...layers: LayerRecord[]) => toLayers(network({ name: 'test', inputShape: [2, 2, 1], layers }));
const flat = flatten({ name: 'flat', inputShape: [2, 2, 1] });
const fc = (name: string, inputSize = 4, units = 4) => dense({ name, inputSize, units });
const norm = (name: string, channels = 4) => batchNorm({ name, channels });

test('a single layer is a readout', () => {
  expect(of(flat, fc('out')).map(({ name }) => name)).toEqual(['out']);
});

test.each<[string, LayerRecord[], RegExp]>([
  ['two layers without ReLU between', [flat, fc('a'), fc('b')], /^b: a before it has no ReLU/],
  ['batch norm first', [norm('n', 1), flat, fc('a')], /^n: batch norm must follow/],
  [
    'batch norm behind the ReLU',
    [flat, fc('a'), relu({ name: 'r' }), norm('n')],
    /^n: batch norm must follow/,
  ],
  ['batch norm twice', [flat, fc('a'), norm('n'), norm('m')], /^m: a already has batch norm/],
  ['a ReLU first', [relu({ name: 'r' }), flat, fc('a')], /^r: a ReLU must follow/],
  ['a ReLU at the end', [flat, fc('a'), relu({ name: 'r' })], /the last layer must be/],
  ['nothing but linear steps', [flat], /the last layer must be/],
  ['batch norm on the output', [flat, fc('a'), norm('n')], /^a: the output layer has no batch norm/],
])('%s is refused by name', (_, layers, message) => {
  expect(() => of(...layers)).toThrow(NetworkError);
  expect(() => of(...layers)).toThrow(message);
});

test('pooling between a layer and its ReLU is refused', () => {
  const { layers } = parseNotation('4x4-c2s1-2');
  const pool = averagePool({ name: 'pool', inputShape: [4, 4, 2], kernel: [1, 1], stride: [1, 1] });
  expect(() =>
    toLayers(
      network({ name: 'test', inputShape: [4, 4, 1], layers: [layers[0]!, pool, ...layers.slice(1)] }),
    ),
  ).toThrow(/^pool: comes before the ReLU of conv1/);
});
