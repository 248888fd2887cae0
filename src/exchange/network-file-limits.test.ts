/** Tests hardware limits and dynamics in the network file. */
import { describe, expect, test } from 'vitest';
import type { SpikingLayer, SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { ExchangeError } from './error.ts';
import { readNetworkFile } from './network-file.ts';
import { readSafetensors } from './safetensors.ts';
import { classifying, dynamic, fileOf, network, type record, tampered } from './testing/small-network.ts';

/**
 * A network with three levels per channel and two connections per neuron. The readout has not had
 * its stage.
 */
const limited: SpikingNetwork = {
  ...network,
  constraint: { precision: { scheme: 'uniform', bits: 2 }, scope: 'channel', fanIn: 8 },
  layers: network.layers.map((layer, l) =>
    l === 2
      ? layer
      : {
          ...layer,
          constrained: true,
          // Of the dense layer's eight rows two are connected, since each stands for four pooled
          // neurons.
          weight: layer.weight.map((_, i) => (l === 0 ? (i < 16 ? (i % 4) - 1.5 : 0) : i < 6 ? 0.5 : 0)),
          bias: layer.bias.map((_, i) => (i - 1) / 4),
        },
  ),
};

describe('hardware limits', () => {
  const refused = (changes: Partial<SpikingLayer>, l: number, constraint = limited.constraint) => {
    const layers = limited.layers.map((layer, i) => (i === l ? { ...layer, ...changes } : layer));
    return () => fileOf({ ...limited, constraint: constraint! as never, layers });
  };

  test('stand in the record, layer by layer', () => {
    const file = fileOf(limited);
    expect(readNetworkFile(file)).toEqual({ ...limited, ...classifying });
    const written = JSON.parse(readSafetensors(file).metadata.spikewise!);
    expect(written.version).toBe(2);
    expect(written.constraint).toEqual(limited.constraint);
    expect(written.layers.map((layer: { constrained?: true }) => layer.constrained)).toEqual([
      true,
      true,
      undefined,
    ]);
  });

  test('what a file claims it must keep', () => {
    const [conv1, fc2] = limited.layers as [SpikingLayer, SpikingLayer];
    const with4 = conv1.weight.map((w, i) => (i === 2 ? 7 : i === 4 ? 5 : w));
    expect(refused({ weight: with4 }, 0)).toThrow(
      'layer “conv1”: weight of output channel 0 has more than the 3 distinct values that the record’s precision allows',
    );
    expect(refused({ bias: Float32Array.of(1, 2, 3) }, 1)).not.toThrow();
    const narrow = { ...limited.constraint!, precision: { scheme: 'levels', levels: [0, 1] } as const };
    expect(refused({ bias: Float32Array.of(1, 2, 3) }, 1, narrow)).toThrow(
      'layer “fc2”: bias has more than the 2 distinct values',
    );
    const third = fc2.weight.map((w, i) => (i === 7 ? 0.5 : w));
    expect(refused({ weight: third }, 1)).toThrow(
      'layer “fc2”: weight of output channel 1 has 3 connections that are not 0; a fan-in limit of 8 allows 2',
    );
    expect(refused({}, 1, { ...limited.constraint!, fanIn: 3 })).toThrow(ExchangeError);
    // What is not marked as constrained is not held to it.
    expect(refused({ constrained: false, weight: third }, 1)).not.toThrow();
  });

  test.each<[string, unknown, RegExp]>([
    ['one bit', { precision: { scheme: 'uniform', bits: 1 }, scope: 'channel', fanIn: null }, /bits/],
    ['one level', { precision: { scheme: 'levels', levels: [1] }, scope: 'channel', fanIn: null }, /levels/],
    [
      'levels out of order',
      { precision: { scheme: 'levels', levels: [1, 0] }, scope: 'channel', fanIn: null },
      /ascending, each given once/,
    ],
    ['another scope', { precision: null, scope: 'neuron', fanIn: 4 }, /scope/],
    ['no connections', { precision: null, scope: 'channel', fanIn: 0 }, /fanIn/],
    ['something unknown', { precision: null, scope: 'channel', fanIn: 4, delay: 1 }, /delay/],
  ])('%s is refused', (_, constraint, words) => {
    const file = tampered((r) => {
      r.constraint = constraint;
    });
    expect(() => readNetworkFile(file)).toThrow(ExchangeError);
    expect(() => readNetworkFile(file)).toThrow(words);
  });

  test('a mark without limits is refused', () => {
    const file = tampered((r) => {
      r.layers[0].constrained = true;
    });
    expect(() => readNetworkFile(file)).toThrow('“conv1”: marked as constrained, but the record names no');
  });
});

test('a network larger than a link may name is refused before anything is computed', () => {
  // Two filters over a large image: a few weights, millions of neurons.
  const wide = (size: number, hidden: number, channels = 1) =>
    tampered((r) => {
      const [conv1, fc2, output] = r.layers;
      r.inputShape = [size, size, channels];
      conv1.synapse.inputShape = [size, size, channels];
      conv1.synapse.outputShape = [size, size, 2];
      fc2.before[0].inputShape = [size, size, 2];
      fc2.before[0].outputShape = [size / 2, size / 2, 2];
      fc2.before[1].inputShape = [size / 2, size / 2, 2];
      fc2.synapse = { ...fc2.synapse, inputSize: (size * size) / 2, outputSize: hidden };
      output.synapse.inputSize = hidden;
    });
  expect(() => readNetworkFile(wide(4096, 3, 3))).toThrow(ExchangeError);
  expect(() => readNetworkFile(wide(4096, 3, 3))).toThrow('layer “conv1”: receives 4096×4096×3, more than');
  expect(() => readNetworkFile(wide(100, 26_844))).toThrow('5000×26844 weights are more than 134217728');
  expect(() => readNetworkFile(wide(100, 10))).toThrow('weight must be');
});

describe('dynamics', () => {
  const dynamicBytes = fileOf(dynamic);
  const tamperedDynamic = (change: (header: ReturnType<typeof record>) => void, drop = '') =>
    tampered(change, (tensors) => tensors.delete(drop), dynamicBytes);

  test('stand in the record, with a threshold of the readout where its counts are read', () => {
    expect(readNetworkFile(dynamicBytes)).toEqual({ ...dynamic, ...classifying });
    const { metadata, tensors } = readSafetensors(dynamicBytes);
    expect(JSON.parse(metadata.spikewise!).dynamics).toEqual(dynamic.dynamics);
    expect(tensors.has('output.threshold')).toBe(true);
    const potential: SpikingNetwork = {
      ...network,
      dynamics: { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential', seed: 1 },
    };
    expect(readNetworkFile(fileOf(potential))).toEqual({ ...potential, ...classifying });
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['no leak at all', tamperedDynamic((r) => (r.dynamics.leak = 0)), /dynamics\.leak: .*got “0”/],
    ['growth', tamperedDynamic((r) => (r.dynamics.leak = 1.5)), /dynamics\.leak: .*got “1\.5”/],
    ['an unknown coding', tamperedDynamic((r) => (r.dynamics.coding = 'latency')), /dynamics\.coding/],
    ['an unknown reset', tamperedDynamic((r) => (r.dynamics.reset = 'none')), /dynamics\.reset/],
    ['seed 0', tamperedDynamic((r) => (r.dynamics.seed = 0)), /dynamics\.seed/],
    ['a part left out', tamperedDynamic((r) => delete r.dynamics.decoding), /dynamics\.decoding/],
    ['something unknown', tamperedDynamic((r) => (r.dynamics.refractory = 2)), /refractory/],
    [
      'an analog layer',
      tamperedDynamic((r) => (r.layers[1].neurons = 'analog'), 'fc2.threshold'),
      /“fc2”: a network with dynamics has no analog layers/,
    ],
    [
      'counts without a threshold of the readout',
      tamperedDynamic(() => {}, 'output.threshold'),
      /“output”: threshold of .* is missing/,
    ],
    [
      'a threshold that is not asked for',
      tamperedDynamic((r) => (r.dynamics.decoding = 'potential')),
      /“output.threshold” belongs to no layer/,
    ],
  ])('%s is refused in words', (_, file, words) => {
    expect(() => readNetworkFile(file)).toThrow(ExchangeError);
    expect(() => readNetworkFile(file)).toThrow(words);
  });

  test('writing refuses what could not be read', () => {
    const { threshold: _, ...readout } = dynamic.layers[2]!;
    const without = [...dynamic.layers.slice(0, 2), { ...readout, threshold: null }];
    expect(() => fileOf({ ...dynamic, layers: without })).toThrow(/“output”: the readout has a/);
    expect(() => fileOf({ ...dynamic, dynamics: { ...dynamic.dynamics!, leak: 2 } })).toThrow(/leak/);
  });
});
