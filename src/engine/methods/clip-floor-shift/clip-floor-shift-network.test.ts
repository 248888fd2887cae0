/**
 * Tests the identity that the conversion rests on, T = L. It is exact for every layer that is
 * driven by constant current, and so for the first one of any network, but not for deeper ones on
 * the spikes that really come. The numbers are dyadic, so that sums round nowhere and ties count.
 */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import { outputChannels, weightShape } from '../../../networks/layer.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { disposeParameters } from '../../layers/parameters.ts';
import { createSimulator, disposeSimulator, simulate } from '../../simulation/simulate.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import { toyAnn, toyValues } from '../../testing/toy.ts';
import { createRandom } from '../../work/random.ts';
import {
  disposeStaircases,
  recordStaircases,
  type StaircaseNetwork,
  staircaseActivations,
  withStaircases,
} from './clip-floor-shift-network.ts';

const inputShape = [5, 5, 2] as const;
let tensors: number;

beforeAll(async () => {
  await openNodeBackend('wasm');
});

beforeEach(() => {
  tensors = tf.memory().numTensors;
});

afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensors);
});

/**
 * Makes a network with weights in multiples of 1/32, biases of 1/64, and no batch norm, which would
 * divide by a root.
 */
function dyadicNetwork(notation: string, steps: number, bound: number): StaircaseNetwork {
  const random = createRandom(steps, 'dyadic network');
  const layers = toLayers(parseNotation(notation)).map((layer) => ({ ...layer, batchNorm: null }));
  const some = (length: number) =>
    Float32Array.from({ length }, () => Math.floor(random.next() * 33 - 16) / 16);
  const values = layers.map(({ synapse }) => ({
    weight: some(sizeOf(weightShape(synapse))).map((weight) => weight / 2),
    bias: some(outputChannels(synapse)).map((bias) => bias / 4),
    batchNorm: null,
  }));
  const bounds = layers.slice(1).map(() => bound);
  return withStaircases(toyAnn(layers, values), bounds, steps);
}

function dyadicImages(count: number): tf.Tensor4D {
  const random = createRandom(9, 'dyadic images');
  // Most are dark, so that images differ.
  const pixels = Float32Array.from({ length: count * 50 }, () =>
    random.next() < 0.7 ? 0 : Math.floor(random.next() * 17) / 16,
  );
  return tf.tensor4d(pixels, [count, ...inputShape]);
}

function dispose(network: StaircaseNetwork): void {
  disposeStaircases(network);
  disposeParameters(network.parameters);
}

/** Returns spike counts of the hidden layers and the output potentials. */
function simulated(network: SpikingNetwork, x: tf.Tensor4D): { counts: number[][]; output: number[] } {
  const simulator = createSimulator(network);
  try {
    return tf.tidy(() => {
      const { values, output } = simulate(simulator, x);
      return { counts: values.map((value) => [...value.dataSync()]), output: [...output.dataSync()] };
    });
  } finally {
    disposeSimulator(simulator);
  }
}

/** Returns the outputs of the analog network's layers, hidden ones in steps of λ/L. */
function analog(network: StaircaseNetwork, x: tf.Tensor): { steps: number[][]; output: number[] } {
  return tf.tidy(() => {
    const activations = staircaseActivations(network, x, 'infer');
    const output = [...activations.pop()!.dataSync()];
    const bounds = network.logBounds.map((bound) => tf.exp(bound).dataSync()[0]!);
    const steps = activations.map((activation, l) =>
      Array.from(activation.dataSync(), (value) => Math.round((value * network.steps) / bounds[l]!)),
    );
    return { steps, output };
  });
}

const counted = (counts: readonly number[]) => new Set(counts).size;

describe.each([1, 2, 4, 8, 16])('T = L = %i', (steps) => {
  test('a network with one hidden layer is converted exactly, output and all', async () => {
    const network = dyadicNetwork('5x5x2-c6s1-4', steps, 1);
    const x = dyadicImages(40);
    const { counts, output } = simulated(
      await recordStaircases(network, inputShape, { timeSteps: steps }),
      x,
    );
    const wanted = analog(network, x);
    expect(counts).toEqual(wanted.steps);
    expect(output).toEqual(wanted.output);
    expect(counted(counts[0]!)).toBe(steps + 1);
    dispose(network);
    x.dispose();
  });

  test('every deeper layer fires exactly its activation when the layer before comes as constant current', async () => {
    const network = dyadicNetwork('5x5x2-c3s1-c4s2-12-3', steps, 1);
    const x = dyadicImages(40);
    const record = await recordStaircases(network, inputShape, { timeSteps: steps });
    const { steps: wanted } = analog(network, x);
    expect(simulated(record, x).counts[0]).toEqual(wanted[0]);
    const shapes = [
      [5, 5, 3],
      [3, 3, 4],
    ] as const;
    for (const [l, shape] of shapes.entries()) {
      // The layer as the first of a network. Its image is the counts that the analog layer before
      // represents.
      const layers = [record.layers[l + 1]!, record.layers.at(-1)!];
      const alone = { ...record, inputShape: shape, layers: [layers[0]!, readoutAfter(layers[0]!.layer)] };
      const arriving = tf.tensor4d(wanted[l]!, [40, ...shape]);
      const { counts } = simulated(alone, arriving);
      arriving.dispose();
      expect(counts[0]).toEqual(wanted[l + 1]);
      expect(counted(counts[0]!)).toBeGreaterThan(steps / 2);
    }
    dispose(network);
    x.dispose();
  });
});

/** Makes any output to stand behind a layer that is tested alone. */
function readoutAfter({
  synapse,
}: SpikingNetwork['layers'][number]['layer']): SpikingNetwork['layers'][number] {
  const inputSize = synapse.kind === 'dense' ? synapse.outputSize : sizeOf(synapse.outputShape);
  const before =
    synapse.kind === 'dense' ? [] : [{ kind: 'flatten' as const, inputShape: synapse.outputShape }];
  return {
    layer: { name: 'output', before, synapse: { kind: 'dense', inputSize, outputSize: 1 }, batchNorm: null },
    weight: new Float32Array(inputSize),
    bias: new Float32Array(1),
    threshold: null,
  };
}

test('on real spikes a deeper layer fires otherwise here and there: their timing counts', async () => {
  const network = dyadicNetwork('5x5x2-c3s1-c4s2-12-3', 8, 1);
  const x = dyadicImages(40);
  const { counts } = simulated(await recordStaircases(network, inputShape, { timeSteps: 8 }), x);
  const { steps } = analog(network, x);
  expect(counts[0]).toEqual(steps[0]);
  const off = counts[1]!.map((count, i) => Math.abs(count - steps[1]![i]!));
  const differing = off.filter((difference) => difference > 0).length / off.length;
  expect(differing).toBeGreaterThan(0.02);
  expect(differing).toBeLessThan(0.5);
  dispose(network);
  x.dispose();
});

describe.each(['5x5x2-c3s1-c4s2-12-3', '5x5x2-c3s1-m2-c4s1-12-3'])('%s', (notation) => {
  test.each([1, 2, 4, 8])('after a window of T = L = %i every layer fires its activation', async (steps) => {
    const network = dyadicNetwork(notation, steps, 1);
    const x = dyadicImages(40);
    const record = await recordStaircases(network, inputShape, { timeSteps: steps, firing: 'window' });
    const { counts, output } = simulated(record, x);
    const wanted = analog(network, x);
    expect(counts).toEqual(wanted.steps);
    expect(output).toEqual(wanted.output);
    expect(counted(counts[2]!)).toBeGreaterThan(steps / 2);
    dispose(network);
    x.dispose();
  });
});

test('any λ and batch norm: the first layer agrees wherever it is not a tie', async () => {
  const layers = toLayers(parseNotation('5x5x2-c6s1-4'));
  const network = withStaircases(toyAnn(layers, toyValues(layers, 4)), [0.83], 8);
  const x = dyadicImages(60);
  const { counts } = simulated(await recordStaircases(network, inputShape, { timeSteps: 8 }), x);
  const { steps } = analog(network, x);
  expect(counts[0]).toEqual(steps[0]);
  expect(counted(counts[0]!)).toBe(9);
  dispose(network);
  x.dispose();
});

test('a layer without any activation starts with λ = 1', async () => {
  const network = dyadicNetwork('5x5x2-c6s1-4', 4, 0);
  expect(tf.tidy(() => tf.exp(network.logBounds[0]!).dataSync()[0])).toBe(1);
  dispose(network);
});
