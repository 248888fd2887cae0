/**
 * Tests that a window in pieces gives the same as the whole window: dense layers, the first layer,
 * and the answer over time.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { synapticCurrent, trainCurrent } from '../layers/synapse.ts';
import { createSimulator, disposeSimulator, presented, simulate } from '../simulation/simulate.ts';
import { everyKind, rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { batchFrom } from '../testing/toy.ts';
import { composed, integrateAndFire } from './neuron.ts';
import { countsOf, trainOf } from './packed-spikes.ts';
import { piecesOf, respondInPieces } from './window-pieces.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation(everyKind));

test('pieces cover the window, each but the last 32 steps', () => {
  expect(piecesOf(70)).toEqual([
    { from: 0, steps: 32 },
    { from: 32, steps: 32 },
    { from: 64, steps: 6 },
  ]);
  expect(piecesOf(1)).toEqual([{ from: 0, steps: 1 }]);
});

test.each([
  ['soft', 1, 'constant'],
  ['hard', 0.9, 'poisson'],
] as const)(
  '256 steps at once and piece by piece: %s reset, leak %s, %s input',
  async (reset, leak, coding) => {
    const network = await rateNetwork(layers, rateSettings({ reset, leak, coding }));
    const simulator = createSimulator(network);
    const { x } = batchFrom(toys, 0, 3);
    const input = await presented(network, x, 0);
    tf.tidy(() => {
      const { spikes } = simulate(simulator, input);
      const { timeSteps, initialPotential } = network;
      const window = { timeSteps, initialPotential };
      network.layers.slice(0, -1).forEach(({ layer }, l) => {
        const { weight, bias, threshold } = simulator.tensors[l]!;
        const neurons = { threshold: threshold!, leak, reset };
        const injected = tf.div(bias, timeSteps) as tf.Tensor1D;
        // Without pieces: the currents of all steps in one tensor, neurons step by step from tfjs's
        // own operations.
        let current: tf.Tensor;
        let perSpike: tf.Tensor = weight;
        const arriving = l === 0 ? input : spikes[l - 1]!;
        if (l === 0 && coding === 'constant') {
          const once = tf.div(tf.add(synapticCurrent(layer, input, weight), bias), timeSteps);
          current = tf.stack(new Array<tf.Tensor>(timeSteps).fill(once));
        } else {
          perSpike = l === 0 ? tf.div(weight, timeSteps) : weight;
          current = trainCurrent(layer, trainOf(arriving, timeSteps), perSpike);
        }
        const added = l === 0 && coding === 'constant' ? (tf.zerosLike(bias) as tf.Tensor1D) : injected;
        const whole = composed(current, added, neurons, window);
        const fused = integrateAndFire(current, added, neurons, window);
        const train = whole.spikes.dataSync();
        expect(trainOf(fused.spikes, timeSteps).dataSync()).toEqual(train);
        expect(whole.spikeCount.dataSync()).toEqual(countsOf(fused.spikes).dataSync());
        if (l > 0 || coding === 'poisson') {
          const pieces = respondInPieces(layer, arriving, perSpike, added, neurons, window);
          expect(trainOf(pieces.spikes, timeSteps).dataSync()).toEqual(train);
          expect(pieces.spikeCount.dataSync()).toEqual(whole.spikeCount.dataSync());
        } else expect(trainOf(spikes[0]!, timeSteps).dataSync()).toEqual(train);
      });
    });
    tf.dispose([x, input]);
    disposeSimulator(simulator);
  },
);
