import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpikingLayer, SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { ExchangeError } from './error.ts';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import {
  bytes,
  classifying,
  dynamic,
  fileOf,
  network,
  record,
  tampered,
  values,
} from './testing/small-network.ts';

const withLayer = (index: number, change: Partial<SpikingLayer>): SpikingNetwork => ({
  ...network,
  layers: network.layers.map((layer, i) => (i === index ? { ...layer, ...change } : layer)),
});

test('what is written is read', () => {
  expect(readNetworkFile(bytes)).toEqual({ ...network, ...classifying });
});

test('neurons that fire after their window are kept, in a version of their own', () => {
  const collecting = { ...network, firing: 'window' } as const;
  expect(readNetworkFile(fileOf(collecting))).toEqual({ ...collecting, ...classifying });
  const { metadata } = readSafetensors(fileOf(collecting));
  expect(JSON.parse(metadata.spikewise!)).toMatchObject({ version: 3, firing: 'window' });
  expect(record().version).toBe(2);
  const hard = { ...dynamic, firing: 'window' } as const;
  expect(() => fileOf(hard)).toThrow(/fire after their window/);
});

test('a hybrid network keeps its analog layers', () => {
  const hybrid = withLayer(1, { threshold: null });
  expect(readNetworkFile(fileOf(hybrid))).toEqual({ ...hybrid, ...classifying });
});

test('only spiking layers have a threshold tensor; extra metadata stands beside the record', () => {
  const file = readSafetensors(writeNetworkFile(network, classifying, { preset: 'mnist@1' }));
  expect([...file.tensors.keys()].filter((name) => name.endsWith('.threshold'))).toEqual([
    'conv1.threshold',
    'fc2.threshold',
  ]);
  expect(file.metadata.preset).toBe('mnist@1');
  expect(record().layers.map((l: { neurons: string }) => l.neurons)).toEqual([
    'spiking',
    'spiking',
    'readout',
  ]);
});

test('the same network gives the same bytes', () => {
  expect(fileOf(readNetworkFile(bytes))).toEqual(bytes);
});

test.each<[string, Uint8Array, RegExp]>([
  ['another format', tampered((r) => (r.format = 'other')), /format: .*got “other”/],
  ['a newer version', tampered((r) => (r.version = 4)), /version: .*got “4”/],
  ['version 2 with another firing', tampered((r) => (r.firing = 'window')), /firing/],
  ['version 3 without it', tampered((r) => (r.version = 3)), /firing/],
  ['an unknown field', tampered((r) => (r.leak = 1)), /leak/],
  ['no time steps', tampered((r) => (r.timeSteps = 0)), /timeSteps: .*got “0”/],
  ['too many time steps', tampered((r) => (r.timeSteps = 1025)), /timeSteps: .*got “1025”/],
  ['an unknown first potential', tampered((r) => (r.initialPotential = 'one')), /initialPotential/],
  ['no layers', tampered((r) => (r.layers = [])), /layers/],
  [
    'an input of another size',
    tampered((r) => (r.inputShape = [5, 5, 1])),
    /“conv1”: conv2d expects 4×4×1 but receives 5×5×1/,
  ],
  [
    'a wrong output shape',
    tampered((r) => (r.layers[0].synapse.outputShape = [3, 4, 2])),
    /“conv1”: conv2d gives 4×4×2, but its outputShape is 3×4×2/,
  ],
  ['stride 0', tampered((r) => (r.layers[0].synapse.stride = [0, 1])), /“conv1”: .*stride/],
  [
    'a pool that does not chain',
    tampered((r) => (r.layers[1].before[0].inputShape = [4, 4, 3])),
    /“fc2”: averagePool expects 4×4×3/,
  ],
  [
    'max pooling',
    tampered((r) => (r.layers[1].before[0].kind = 'maxPool')),
    /^fc2: the max pooling before it is not known until .* use firing window, average pooling/,
  ],
  ['no flatten', tampered((r) => r.layers[1].before.pop()), /“fc2”: dense expects 8 but receives 2×2×2/],
  ['two layers of one name', tampered((r) => (r.layers[1].name = 'conv1')), /“conv1”: two layers/],
  [
    'a readout in the middle',
    tampered((r) => (r.layers[1].neurons = 'readout')),
    /“fc2”: the last layer, and only it/,
  ],
  ['a spiking end', tampered((r) => (r.layers[2].neurons = 'spiking')), /“output”: the last layer/],
  [
    'a spiking layer after an analog one',
    tampered((r) => (r.layers[0].neurons = 'analog')),
    /“fc2”: a spiking layer cannot follow/,
  ],
  [
    'a name from the prototype',
    tampered((r) => (r.layers[1].name = '__proto__')),
    /“__proto__”: weight of 8×3 is missing/,
  ],
  [
    'a weight of another shape',
    tampered(
      () => {},
      (t) => t.set('fc2.weight', t.get('output.weight')!),
    ),
    /“fc2”: weight must be 8×3 \(got 3×2\)/,
  ],
  [
    'a weight that is no number',
    tampered(
      () => {},
      (t) => t.get('fc2.weight')!.values.fill(Number.NaN, 2, 3),
    ),
    /“fc2”: weight must be finite \(entry 2 is NaN\)/,
  ],
  [
    'thresholds of the wrong number',
    tampered(
      () => {},
      (t) => t.set('fc2.threshold', t.get('conv1.threshold')!),
    ),
    /“fc2”: threshold must be 1 or 3 \(got 2\)/,
  ],
  [
    'a negative threshold',
    tampered(
      () => {},
      (t) => t.get('fc2.threshold')!.values.fill(-0.5),
    ),
    /“fc2”: threshold must be at least 0 \(entry 0 is -0.5\)/,
  ],
  [
    'an infinite threshold',
    tampered(
      () => {},
      (t) => t.get('fc2.threshold')!.values.fill(Number.POSITIVE_INFINITY),
    ),
    /“fc2”: threshold must be finite/,
  ],
  [
    'a missing bias',
    tampered(
      () => {},
      (t) => t.delete('output.bias'),
    ),
    /“output”: bias of 2 is missing/,
  ],
  [
    'a tensor of no layer',
    tampered(
      () => {},
      (t) => t.set('fc9.bias', t.get('output.bias')!),
    ),
    /“fc9.bias” belongs to no layer/,
  ],
  ['no record', writeSafetensors(new Map(), {}), /not a Spikewise network file/],
])('%s is refused in words', (_, file, words) => {
  expect(() => readNetworkFile(file)).toThrow(ExchangeError);
  expect(() => readNetworkFile(file)).toThrow(words);
});

test('writing refuses what could not be read', () => {
  expect(() => fileOf(withLayer(0, { weight: values(17) }))).toThrow(
    /“conv1”: weight must be 3×3×1×2 \(got 17 values\)/,
  );
  expect(() => fileOf(withLayer(2, { threshold: new Float32Array(1) }))).toThrow(/“output”: the readout/);
  expect(() => fileOf(withLayer(1, { threshold: new Float32Array([-1]) }))).toThrow(/“fc2”: threshold/);
  expect(() => fileOf({ ...network, timeSteps: 0 })).toThrow(/timeSteps/);
  const norm = { ...network.layers[0]!.layer, batchNorm: { epsilon: 1e-5, momentum: 0.1 } };
  expect(() => fileOf(withLayer(0, { layer: norm }))).toThrow(/“conv1”: batch norm must be folded/);
});

test('any value in any place of the record is read or refused, never worse', () => {
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) walk(child, [...path, key]);
  };
  const whole = fileOf(dynamic);
  walk(JSON.parse(readSafetensors(whole).metadata.spikewise!), []);
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.integer({ min: -2, max: 100_000_000 }),
    fc.constantFrom(2 ** 26, 65536, 1e300),
  );
  fc.assert(
    fc.property(fc.constantFrom(...paths), odd, (path, value) => {
      const change = (header: ReturnType<typeof record>) => {
        const parent = path.slice(0, -1).reduce((at, key) => at[key], header);
        parent[path.at(-1)!] = value;
      };
      const file = tampered(change, () => {}, whole);
      try {
        readNetworkFile(file);
      } catch (error) {
        expect(error).toBeInstanceOf(ExchangeError);
      }
    }),
    { numRuns: 1500 },
  );
});
