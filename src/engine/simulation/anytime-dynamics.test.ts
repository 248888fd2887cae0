/**
 * Tests the evaluation of networks with dynamics: the answer after each step, crews and batches,
 * and that no tensor is left behind.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { argMax } from '../objectives/rows.ts';
import type { Dynamics } from '../spiking/dynamics.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { crewsOf } from '../testing/crew.ts';
import { rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { batchFrom, classLabels, noWatch } from '../testing/toy.ts';
import { evaluate } from './evaluate.ts';
import { createSimulator, disposeSimulator, presented, simulate } from './simulate.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('9x7x2-c4s2-c6k5s1-a2-24-3'));

async function measured(network: SpikingNetwork, crewSize: number) {
  const simulator = createSimulator(network);
  const crews = crewsOf(crewSize);
  const all = await Promise.all(
    crews.map((crew) =>
      evaluate(simulator, toys, classificationObjective, noWatch, crew, { anytime: 'accuracy' }),
    ),
  );
  disposeSimulator(simulator);
  const [{ scores, anytime, spikeSums, cost }] = all as [(typeof all)[number]];
  return {
    accuracy: scores.accuracy!,
    anytime: anytime!,
    spikeSums,
    cost,
    predictions: all.flatMap((each) => [...(each.classes ?? [])]),
  };
}

const decodings: readonly Partial<Dynamics>[] = [
  { coding: 'constant', decoding: 'potential' },
  { coding: 'poisson', decoding: 'potential' },
  { coding: 'poisson', decoding: 'counts', leak: 0.95 },
  { coding: 'constant', decoding: 'counts', reset: 'hard' },
];

describe.each(decodings)('%j', (dynamics) => {
  test('the last answer of a window is its answer, and the answer changes on the way', async () => {
    const network = await rateNetwork(layers, rateSettings(dynamics, { timeSteps: 100 }));
    const before = tf.memory().numTensors;
    const { accuracy, anytime, predictions } = await measured(network, 1);
    expect(tf.memory().numTensors).toBe(before);
    expect(anytime).toHaveLength(100);
    expect(anytime.at(-1)).toBe(accuracy);
    expect(new Set(anytime).size).toBeGreaterThan(1);
    expect(predictions.filter((class_, i) => class_ === classLabels(toys)[i]).length / toys.count).toBe(
      accuracy,
    );
  });

  test('neither batches nor the size of the crew change a thing', async () => {
    const network = await rateNetwork(layers, rateSettings(dynamics, { timeSteps: 40 }));
    const alone = await measured(network, 1);
    expect(await measured(network, 3)).toEqual(alone);
    // Image by image, which is another batch.
    const simulator = createSimulator(network);
    for (let i = 0; i < toys.count; i++) {
      const { x } = batchFrom(toys, i, 1);
      const input = await presented(network, x, i);
      const output = tf.tidy(() => simulate(simulator, input).output.dataSync());
      expect(argMax(output)).toBe(alone.predictions[i]);
      tf.dispose([x, input]);
    }
    disposeSimulator(simulator);
  });
});

test('another seed draws other trains', async () => {
  const of = async (seed: number) => {
    const network = await rateNetwork(layers, rateSettings({ coding: 'poisson', seed }, { timeSteps: 20 }));
    return (await measured(network, 1)).spikeSums;
  };
  expect(await of(1)).toEqual(await of(1));
  expect(await of(2)).not.toEqual(await of(1));
});

describe('one step, and networks without a hidden layer', () => {
  test.each(decodings)('%j', async (dynamics) => {
    const single = toLayers(parseNotation('9x7x2-3'));
    for (const [of, timeSteps] of [
      [layers, 1],
      [single, 50],
    ] as const) {
      const network = await rateNetwork(of, rateSettings(dynamics, { timeSteps }));
      const { accuracy, anytime } = await measured(network, 2);
      expect(anytime).toHaveLength(timeSteps);
      expect(anytime.at(-1)).toBe(accuracy);
    }
  });

  test('a readout that sees the pixels’ spikes approaches what it makes of the pixels', async () => {
    const single = toLayers(parseNotation('9x7x2-3'));
    const outputOf = async (coding: 'constant' | 'poisson') => {
      const network = await rateNetwork(single, rateSettings({ coding }, { timeSteps: 1024 }));
      const simulator = createSimulator(network);
      const { x } = batchFrom(toys, 0, 5);
      const input = await presented(network, x, 0);
      const output = tf.tidy(() => simulate(simulator, input).output.dataSync());
      tf.dispose([x, input]);
      disposeSimulator(simulator);
      return output;
    };
    const [exact, noisy] = [await outputOf('constant'), await outputOf('poisson')];
    noisy.forEach((value, i) => {
      expect(Math.abs(value - exact[i]!)).toBeLessThan(0.1);
    });
    expect(noisy).not.toEqual(exact);
  });
});

test('dynamics and thresholds must go together', async () => {
  const network = await rateNetwork(layers, rateSettings({}, { timeSteps: 4 }));
  const [first, ...rest] = network.layers;
  const hybrid = { ...network, layers: [first!, ...rest.map((layer) => ({ ...layer, threshold: null }))] };
  expect(() => createSimulator(hybrid)).toThrow('no analog hidden layers');
  const counting = { ...network, dynamics: { ...network.dynamics!, decoding: 'counts' as const } };
  expect(() => createSimulator(counting)).toThrow('the readout has a threshold where its counts');
});
