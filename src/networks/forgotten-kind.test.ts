/**
 * Tests that a place that was not told of a kind refuses it by name at run time as well. The
 * compiler names those places first: each ends in `unknownKind` or looks the kind up in a table of
 * all.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../backends/testing/backend.ts';
import { foldThreshold } from '../engine/layers/fold.ts';
import { affine, synapticCurrent } from '../engine/layers/synapse.ts';
import { surrogatePlan } from '../engine/methods/surrogate/surrogate-memory.ts';
import { takesEvents } from '../engine/spiking/events.ts';
import { simulationMemory } from '../engine/spiking/simulation-memory.ts';
import { respond } from '../engine/spiking/spiking-layer.ts';
import type { SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { referenceOutput } from '../engine/testing/reference-simulator.ts';
import { readCheckpoint, writeCheckpoint } from '../exchange/checkpoint.ts';
import { writeNetworkFile } from '../exchange/network-file.ts';
import { fanInProblems } from '../runs/spec/hardware-checks.ts';
import { presetSpec } from '../runs/spec/spec.ts';
import { stripOfLayers } from '../workbench/strip/layers.ts';
import { toLayers } from './chain.ts';
import { fanOut } from './cost.ts';
import { inputsPerWeight } from './fan-in.ts';
import { averagePool } from './kinds/average-pool.ts';
import type { LayerRecord, Step, Synapse } from './kinds/index.ts';
import { relu } from './kinds/relu.ts';
import { sigmoid } from './kinds/sigmoid.ts';
import { arrivingShape, type Layer, neuronCount, outputChannels, weightShape } from './layer.ts';
import { type NetworkRecord, network } from './network.ts';
import { parseNotation } from './notation.ts';
import { parameterCount } from './sizes.ts';
import { unknownKind } from './unknown-kind.ts';

beforeAll(async () => {
  await openNodeBackend('cpu');
});

const plain = parseNotation('4x4-c1-a2-2');
const pool = averagePool({ name: 'pool', inputShape: [4, 4, 1], kernel: [2, 2], stride: [2, 2] });

/** The network with a median pool of the same fields in place of its average pool. */
const pooled: NetworkRecord = {
  ...plain,
  layers: plain.layers.map((record) =>
    record.kind === 'averagePool' ? ({ ...record, kind: 'medianPool' } as unknown as LayerRecord) : record,
  ),
};

const [front, output] = toLayers(plain) as [Layer, Layer];

/** The output layer, with a median pool before it in place of the average pool. */
const behindPool: Layer = {
  ...output,
  before: output.before.map((step) =>
    step.kind === 'averagePool' ? ({ ...step, kind: 'medianPool' } as unknown as Step) : step,
  ),
};

/** A layer whose synapse has the fields of a convolution, and another kind. */
const separable: Layer = {
  ...front,
  batchNorm: null,
  synapse: { ...front.synapse, kind: 'separable' } as unknown as Synapse,
};

function spiking(layer: Layer): SpikingNetwork {
  return {
    timeSteps: 2,
    initialPotential: 'zero',
    firstLayerBias: 'firstStep',
    inputShape: [4, 4, 1],
    layers: [{ layer, weight: new Float32Array(8), bias: new Float32Array(2), threshold: null }],
  };
}

const image = () => tf.zeros([1, 4, 4, 1]);
const weight = () => tf.zeros([4, 2]);
const bias = () => tf.zeros<tf.Rank.R1>([2]);
const dynamics = { coding: 'firstStep', decoding: 'potential' } as const;
const purpose = { task: 'classification', back: [] } as const;
const withFanIn = { ...presetSpec('first-look@1'), fanIn: 3 };

test('a record of an unknown kind is refused, with its name', () => {
  const refusal = /^pool2: the kind “medianPool” is not known here$/;
  expect(() => network(pooled)).toThrow(refusal);
  expect(() => toLayers(pooled)).toThrow(refusal);
  const bytes = writeCheckpoint({
    notation: plain.name,
    layers: [
      {
        name: 'conv1',
        weight: new Float32Array(9),
        bias: new Float32Array(1),
        batchNorm: {
          gamma: new Float32Array(1),
          beta: new Float32Array(1),
          mean: new Float32Array(1),
          variance: new Float32Array(1),
        },
      },
      { name: 'output', weight: new Float32Array(8), bias: new Float32Array(2), batchNorm: null },
    ],
    note: {},
  });
  expect(() => readCheckpoint(bytes, plain)).not.toThrow();
  expect(() => readCheckpoint(bytes, pooled)).toThrow(refusal);
});

test('a part of the notation that is no layer is refused, as it was typed', () => {
  expect(() => parseNotation('4x4-c1-g2-2')).toThrow('“g2” is not a layer');
});

describe('a linear step of an unknown kind is refused by', () => {
  test.each<[string, () => unknown]>([
    ['the currents', () => synapticCurrent(behindPool, image(), weight())],
    ['the analog layer', () => affine(behindPool, image(), weight(), bias(), 'relu')],
    ['the reference simulator', () => referenceOutput(spiking(behindPool), new Float32Array(16))],
    ['the cost', () => fanOut(behindPool)],
    ['the fan-in', () => inputsPerWeight(behindPool)],
    ['the checks of a spec', () => fanInProblems(withFanIn, [front, behindPool])],
    [
      'the memory of training through time',
      () => surrogatePlan([behindPool, output], { timeSteps: 2, batchSize: 1, groups: 1 }),
    ],
    ['the events', () => takesEvents(behindPool)],
    ['the network file', () => writeNetworkFile(spiking(behindPool), purpose)],
  ])('%s', (_, act) => {
    expect(act).toThrow(/medianPool/);
  });
});

describe('a synapse of an unknown kind is refused by', () => {
  const layers = [separable, output];
  test.each<[string, () => unknown]>([
    ['the currents', () => synapticCurrent(separable, image(), tf.zeros([3, 3, 1, 1]))],
    ['the analog layer', () => affine(separable, image(), tf.zeros([3, 3, 1, 1]), bias(), 'relu')],
    [
      'the spiking layer',
      () =>
        respond(
          separable,
          tf.zeros([1, 1, 4, 4, 1], 'int32'),
          { weight: tf.zeros([3, 3, 1, 1]), bias: tf.tensor1d([0]), threshold: tf.tensor1d([1]) },
          { timeSteps: 2, initialPotential: 'zero', firstLayerBias: 'firstStep' },
        ),
    ],
    ['the folding of thresholds', () => foldThreshold(separable, tf.variable(weight()), new Float32Array(2))],
    ['the reference simulator', () => referenceOutput(spiking(separable), new Float32Array(16))],
    ['the cost', () => fanOut(separable)],
    ['the neurons', () => neuronCount(separable)],
    ['the channels', () => outputChannels(separable.synapse)],
    ['the shape of its weights', () => weightShape(separable.synapse)],
    ['the shape of its input', () => arrivingShape(separable)],
    ['the parameters', () => parameterCount(layers)],
    ['the memory of a simulation', () => simulationMemory({ layers, timeSteps: 2, dynamics })],
    [
      'the memory of training through time',
      () => surrogatePlan(layers, { timeSteps: 2, batchSize: 1, groups: 1 }),
    ],
    ['the strip', () => stripOfLayers(layers)],
    ['the network file', () => writeNetworkFile(spiking(separable), purpose)],
  ])('%s', (_, act) => {
    expect(act).toThrow(/separable/);
  });
});

test('a dispatch without a case for a kind does not compile', () => {
  const area = (record: typeof pool | { readonly kind: 'maxPool'; readonly name: string }): number => {
    switch (record.kind) {
      case 'averagePool':
        return record.kernel[0] * record.kernel[1];
      default:
        // @ts-expect-error: there is no case for a max pool.
        return unknownKind(record);
    }
  };
  // @ts-expect-error: the table has no entry for a max pool.
  const table: Record<'averagePool' | 'maxPool', number> = { averagePool: area(pool) };
  expect(table.averagePool).toBe(4);
  expect(() => area({ kind: 'maxPool', name: 'pool7' })).toThrow('pool7: the kind “maxPool”');
});

describe('a known kind where its role does not allow it is refused by', () => {
  const step = { ...output, before: [sigmoid({ name: 'end' }) as unknown as Step] };
  const synapse = { ...separable, synapse: relu({ name: 'relu' }) as unknown as Synapse };
  test.each<[string, () => unknown, string]>([
    ['the cost, as a step', () => fanOut(step), 'sigmoid'],
    ['the file, as a step', () => writeNetworkFile(spiking(step), purpose), 'sigmoid'],
    ['the neurons, as a synapse', () => neuronCount(synapse), 'relu'],
    ['the currents, as a synapse', () => synapticCurrent(synapse, image(), weight()), 'relu'],
    ['the file, as a synapse', () => writeNetworkFile(spiking(synapse), purpose), 'relu'],
  ])('%s', (_, act, kind) => {
    expect(act).toThrow(kind);
  });
});

test('a kind that is a plain word is named too', () => {
  expect(() => unknownKind('ternary' as never)).toThrow('the kind “ternary” is not known here');
  expect(() => unknownKind({ scheme: 'log' } as never)).toThrow('{"scheme":"log"}');
});
