import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpikingLayer, SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { ExchangeError } from './error.ts';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';

const values = (length: number) => Float32Array.from({ length }, (_, i) => (i - 3) / 8);

/**
 * 4×4 image, convolution of 2 filters, pooling, hidden dense layer, readout: every kind of part.
 */
const network: SpikingNetwork = {
  timeSteps: 8,
  initialPotential: 'half',
  firstLayerBias: 'spread',
  inputShape: [4, 4, 1],
  layers: [
    {
      layer: {
        name: 'conv1',
        before: [],
        synapse: {
          kind: 'conv2d',
          inputShape: [4, 4, 1],
          outputShape: [4, 4, 2],
          kernel: [3, 3],
          stride: [1, 1],
          padding: [1, 1],
        },
        batchNorm: null,
      },
      weight: values(18),
      bias: values(2),
      threshold: new Float32Array([0.5, 0]),
    },
    {
      layer: {
        name: 'fc2',
        before: [
          {
            kind: 'averagePool',
            inputShape: [4, 4, 2],
            outputShape: [2, 2, 2],
            kernel: [2, 2],
            stride: [2, 2],
          },
          { kind: 'flatten', inputShape: [2, 2, 2] },
        ],
        synapse: { kind: 'dense', inputSize: 8, outputSize: 3 },
        batchNorm: null,
      },
      weight: values(24),
      bias: values(3),
      threshold: new Float32Array([0.25]),
    },
    {
      layer: {
        name: 'output',
        before: [],
        synapse: { kind: 'dense', inputSize: 3, outputSize: 2 },
        batchNorm: null,
      },
      weight: values(6),
      bias: values(2),
      threshold: null,
    },
  ],
};

const withLayer = (index: number, change: Partial<SpikingLayer>): SpikingNetwork => ({
  ...network,
  layers: network.layers.map((layer, i) => (i === index ? { ...layer, ...change } : layer)),
});

const bytes = writeNetworkFile(network);
const stored = readSafetensors(bytes);
const record = () => JSON.parse(stored.metadata.spikewise!);

/** The file with record and tensors changed past all checks. */
function tampered(
  changeRecord: (header: ReturnType<typeof record>) => void,
  changeTensors: (tensors: Map<string, WrittenTensor>) => void = () => {},
  of = bytes,
): Uint8Array {
  const file = readSafetensors(of);
  const header = JSON.parse(file.metadata.spikewise!);
  const tensors = new Map(file.tensors as ReadonlyMap<string, WrittenTensor>);
  changeRecord(header);
  changeTensors(tensors);
  return writeSafetensors(tensors, { spikewise: JSON.stringify(header) });
}

test('what is written is read', () => {
  expect(readNetworkFile(bytes)).toEqual(network);
});

test('a hybrid network keeps its analog layers', () => {
  const hybrid = withLayer(1, { threshold: null });
  expect(readNetworkFile(writeNetworkFile(hybrid))).toEqual(hybrid);
});

test('only spiking layers have a threshold tensor; extra metadata stands beside the record', () => {
  const file = readSafetensors(writeNetworkFile(network, { preset: 'mnist@1' }));
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

/** Three levels per channel, two connections per neuron; the readout has not had its stage. */
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
    return () => writeNetworkFile({ ...limited, constraint: constraint! as never, layers });
  };

  test('stand in the record, layer by layer', () => {
    const file = writeNetworkFile(limited);
    expect(readNetworkFile(file)).toEqual(limited);
    const written = JSON.parse(readSafetensors(file).metadata.spikewise!);
    expect(written.version).toBe(1);
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

/** Counts of the readout are the answer, so that it has a threshold too. */
const dynamic: SpikingNetwork = {
  ...network,
  dynamics: { coding: 'poisson', reset: 'hard', leak: 0.9375, decoding: 'counts', seed: 7 },
  layers: network.layers.map((layer, l) =>
    l === 2 ? { ...layer, threshold: new Float32Array([0.125]) } : layer,
  ),
};

describe('dynamics', () => {
  const dynamicBytes = writeNetworkFile(dynamic);
  const tamperedDynamic = (change: (header: ReturnType<typeof record>) => void, drop = '') =>
    tampered(change, (tensors) => tensors.delete(drop), dynamicBytes);

  test('stand in the record, with a threshold of the readout where its counts are read', () => {
    expect(readNetworkFile(dynamicBytes)).toEqual(dynamic);
    const { metadata, tensors } = readSafetensors(dynamicBytes);
    expect(JSON.parse(metadata.spikewise!).dynamics).toEqual(dynamic.dynamics);
    expect(tensors.has('output.threshold')).toBe(true);
    const potential: SpikingNetwork = {
      ...network,
      dynamics: { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential', seed: 1 },
    };
    expect(readNetworkFile(writeNetworkFile(potential))).toEqual(potential);
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
    expect(() => writeNetworkFile({ ...dynamic, layers: without })).toThrow(/“output”: the readout has a/);
    expect(() => writeNetworkFile({ ...dynamic, dynamics: { ...dynamic.dynamics!, leak: 2 } })).toThrow(
      /leak/,
    );
  });
});

test('the same network gives the same bytes', () => {
  expect(writeNetworkFile(readNetworkFile(bytes))).toEqual(bytes);
});

test.each<[string, Uint8Array, RegExp]>([
  ['another format', tampered((r) => (r.format = 'other')), /format: .*got “other”/],
  ['a newer version', tampered((r) => (r.version = 2)), /version: .*got “2”/],
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
  expect(() => writeNetworkFile(withLayer(0, { weight: values(17) }))).toThrow(
    /“conv1”: weight must be 3×3×1×2 \(got 17 values\)/,
  );
  expect(() => writeNetworkFile(withLayer(2, { threshold: new Float32Array(1) }))).toThrow(
    /“output”: the readout/,
  );
  expect(() => writeNetworkFile(withLayer(1, { threshold: new Float32Array([-1]) }))).toThrow(
    /“fc2”: threshold/,
  );
  expect(() => writeNetworkFile({ ...network, timeSteps: 0 })).toThrow(/timeSteps/);
  const norm = { ...network.layers[0]!.layer, batchNorm: { epsilon: 1e-5, momentum: 0.1 } };
  expect(() => writeNetworkFile(withLayer(0, { layer: norm }))).toThrow(/“conv1”: batch norm must be folded/);
});

test('any value in any place of the record is read or refused, never worse', () => {
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) walk(child, [...path, key]);
  };
  const whole = writeNetworkFile(dynamic);
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
