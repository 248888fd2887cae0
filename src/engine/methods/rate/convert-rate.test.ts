/**
 * Tests rate conversion: its upper bounds, and that rates approach the clipped activations as the
 * window grows.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { percentile } from '../../hybrid/percentile.ts';
import { runLayers } from '../../layers/ann.ts';
import { disposeParameters } from '../../layers/parameters.ts';
import { classificationObjective } from '../../objectives/cross-entropy.ts';
import { createSimulator, disposeSimulator, presented, simulate } from '../../simulation/simulate.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import { everyKind, rateNetwork, rateSettings, toys } from '../../testing/dynamic-networks.ts';
import { batchFrom, noWatch, toyAnn, toyValues } from '../../testing/toy.ts';
import { convertRate } from './convert-rate.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation(everyKind));
const hidden = layers.length - 1;

/**
 * Returns the activations of every layer on all toys, the readout's outputs last, and the network
 * converted from them.
 */
async function converted(...args: Parameters<typeof rateSettings>) {
  const settings = rateSettings(...args);
  const activations: Float32Array[] = [];
  const network = await rateNetwork(layers, settings, (ann) => {
    for (let l = 0; l <= hidden; l++)
      activations.push(
        tf.tidy(() => {
          const { x } = batchFrom(toys, 0, toys.count);
          return runLayers(ann, x, 0, 'infer', l + 1).dataSync() as Float32Array;
        }),
      );
  });
  return { network, activations, settings };
}

/** Returns the spike counts of every hidden layer on all toys, and the output. */
async function responses(network: SpikingNetwork) {
  const simulator = createSimulator(network);
  const { x } = batchFrom(toys, 0, toys.count);
  const input = await presented(network, x, 0);
  const found = tf.tidy(() => {
    const { values, output } = simulate(simulator, input);
    return {
      counts: values.map((value) => value.dataSync() as Float32Array),
      output: output.dataSync() as Float32Array,
    } as never;
  }) as { counts: Float32Array[]; output: Float32Array };
  tf.dispose([x, input]);
  disposeSimulator(simulator);
  return found;
}

describe('upper bounds', () => {
  test.each([100, 99.9, 90])('percentile %s of the original ANN’s activations, over T', async (q) => {
    const { network, activations } = await converted({}, { threshold: { percentile: q, scope: 'layer' } });
    for (let l = 0; l < hidden; l++) {
      const { threshold } = network.layers[l]!;
      expect(threshold).toHaveLength(1);
      expect(threshold![0]! * 256).toBeCloseTo(percentile(activations[l]!, q), 5);
    }
    expect(network.layers.at(-1)!.threshold).toBeNull();
  });

  test('one for each channel', async () => {
    const { network, activations } = await converted({}, { threshold: { percentile: 99, scope: 'channel' } });
    const [conv1] = network.layers;
    expect(conv1!.threshold).toHaveLength(3);
    conv1!.threshold!.forEach((theta, c) => {
      expect(theta * 256).toBeCloseTo(
        percentile(
          activations[0]!.filter((_, i) => i % 3 === c),
          99,
        ),
        5,
      );
    });
  });

  test('where counts are the answer the readout has one ϑ, from its positive outputs, whatever the scope', async () => {
    for (const scope of ['layer', 'channel'] as const) {
      const { network, activations } = await converted(
        { decoding: 'counts' },
        { threshold: { percentile: 95, scope } },
      );
      const { threshold } = network.layers.at(-1)!;
      expect(threshold).toHaveLength(1);
      const positive = activations[hidden]!.map((z) => Math.max(z, 0));
      expect(threshold![0]! * 256).toBeCloseTo(percentile(positive, 95), 5);
    }
  });
});

test('the record names its dynamics; nothing is left behind, also where the work is ended', async () => {
  const ann = toyAnn(layers, toyValues(layers, 6));
  const before = tf.memory().numTensors;
  const settings = rateSettings({ coding: 'poisson', leak: 0.9, seed: 8 }, { initialPotential: 'half' });
  const data = { train: toys, validation: toys, objective: classificationObjective };
  const network = await convertRate(ann, data, settings, noWatch);
  expect(network).toMatchObject({ timeSteps: 256, initialPotential: 'half', dynamics: settings.dynamics });
  expect(network.constraint).toBeUndefined();
  const ended = convertRate(ann, data, settings, async () => {
    throw new Error('enough');
  });
  await expect(ended).rejects.toThrow('enough');
  expect(tf.memory().numTensors).toBe(before);
  disposeParameters(ann.parameters);
});

/**
 * Returns the mean |counts · ϑ − min(activation, upper bound)| of a layer, in units of its upper
 * bound.
 */
function rateError(network: SpikingNetwork, l: number, counts: Float32Array, activations: Float32Array) {
  const theta = network.layers[l]!.threshold![0]!;
  const bound = theta * network.timeSteps;
  const errors = counts.map((count, i) => Math.abs(count * theta - Math.min(activations[i]!, bound)) / bound);
  return { mean: errors.reduce((a, b) => a + b) / errors.length, most: Math.max(...errors) };
}

describe('as T grows', () => {
  test.each([1, 16, 64, 256, 1024])(
    'a constant current is at most one spike off after %s steps',
    async (timeSteps) => {
      const { network, activations } = await converted({}, { timeSteps });
      const { counts } = await responses(network);
      const { most } = rateError(network, 0, counts[0]!, activations[0]!);
      expect(most).toBeLessThan(1 / timeSteps + 1e-4);
      // The upper bound is the 99th percentile: some activations are beyond it.
      expect(Math.max(...counts[0]!)).toBe(timeSteps);
    },
  );

  test('rates of ReLU neurons become their activations in every layer', async () => {
    const means: number[][] = [];
    for (const timeSteps of [16, 64, 256, 1024]) {
      const { network, activations } = await converted(
        {},
        { timeSteps, threshold: { percentile: 100, scope: 'layer' } },
      );
      const { counts } = await responses(network);
      means.push(counts.map((each, l) => rateError(network, l, each, activations[l]!).mean));
    }
    for (let l = 0; l < hidden; l++)
      for (let i = 1; i < means.length; i++) expect(means[i]![l]).toBeLessThan(0.6 * means[i - 1]![l]!);
  });

  test('with the maximum as upper bound the output becomes the ANN’s, Poisson input at the pace of its noise', async () => {
    const spread = (output: Float32Array, wanted: Float32Array) => {
      const errors = output.map((value, i) => (value - wanted[i]!) ** 2);
      return Math.sqrt(errors.reduce((a, b) => a + b) / errors.length);
    };
    const threshold = { percentile: 100, scope: 'layer' } as const;
    const at = async (coding: 'constant' | 'poisson', timeSteps: number) => {
      const { network, activations } = await converted({ coding }, { timeSteps, threshold });
      return spread((await responses(network)).output, activations[hidden]!);
    };
    expect(await at('constant', 512)).toBeLessThan(0.2 * (await at('constant', 32)));
    // Noise falls with √T: by 4 from 64 to 1,024 steps, where a constant current would fall by 16.
    const [short, long] = [await at('poisson', 64), await at('poisson', 1024)];
    expect(long).toBeLessThan(0.5 * short);
    expect(long).toBeGreaterThan(await at('constant', 1024));
  });
});
