/** Tests whole networks with max pooling whose neurons fire after their window. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { accumulates, goingOn } from '../../networks/cost.ts';
import { parseNotation } from '../../networks/notation.ts';
import { inputsAt } from '../examples/example-set.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { referenceOutput } from '../testing/reference-simulator.ts';
import { noWatch } from '../testing/toy.ts';
import { answersOverTime } from './answers.ts';
import { evaluate } from './evaluate.ts';
import { createSimulator, disposeSimulator, simulate } from './simulate.ts';

const layers = toLayers(parseNotation('9x7x2-c4s1-m2-c6k5s1-m2-24-3'));

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const networkOf = () => rateNetwork(layers, { ...rateSettings({}, { timeSteps: 6 }), firing: 'window' });

test('costs what goes on of each example, and its spikes are all counted', async () => {
  const network = await networkOf();
  const simulator = createSimulator(network);
  const before = tf.memory().numTensors;
  const { cost, spikeSums, scores, anytime } = await evaluate(
    simulator,
    toys,
    classificationObjective,
    noWatch,
    undefined,
    { anytime: 'accuracy' },
  );
  expect(tf.memory().numTensors).toBe(before);
  expect(anytime!.at(-1)).toBe(scores.accuracy);
  const operations = [0, 0, 0, 0];
  const spikes = [0, 0, 0];
  let whole = 0;
  for (let i = 0; i < toys.count; i++) {
    const [...counts] = tf.tidy(() =>
      simulate(simulator, inputsAt(toys, [i])).values.map((values) => values.dataSync() as Float32Array),
    );
    for (const [l, own] of counts.entries()) {
      const next = layers[l + 1]!;
      operations[l + 1]! += accumulates(next, goingOn(next, own));
      spikes[l]! += own.reduce((a, b) => a + b);
      whole += next.before.length > 0 ? goingOn(next, own).length : 0;
    }
  }
  expect(whole).toBeGreaterThan(0);
  expect(spikeSums.map((sums) => sums.reduce((a, b) => a + b))).toEqual(spikes);
  expect(cost!.layers.map(({ snnAccumulates }) => snnAccumulates * toys.count)).toEqual(
    operations.map((sum) => expect.closeTo(sum, 6)),
  );
  expect(Math.min(...operations.slice(1))).toBeGreaterThan(0);
  disposeSimulator(simulator);
});

test('the answer over the steps of the readout ends in the answer of plain float64', async () => {
  const pooled = toLayers(parseNotation('9x7x2-c4s1-m2-3'));
  const network = await rateNetwork(pooled, { ...rateSettings({}, { timeSteps: 6 }), firing: 'window' });
  const simulator = createSimulator(network);
  for (const i of [0, 7, 20]) {
    const [counts, output, last] = tf.tidy(() => {
      const result = simulate(simulator, inputsAt(toys, [i]));
      const answers = answersOverTime(simulator, result)!;
      return [result.values[0]!, result.output, tf.slice(answers, 5, 1)].map(
        (each) => each.dataSync() as Float32Array,
      );
    }) as unknown as Float32Array[];
    const wanted = [...referenceOutput(network, counts!)].map((value) => expect.closeTo(value, 4));
    expect([...output!]).toEqual(wanted);
    expect([...last!]).toEqual(wanted);
  }
  disposeSimulator(simulator);
});

test('neurons that fire at once cannot be simulated with it', async () => {
  const network = await networkOf();
  const { firing: _, ...immediate } = network;
  expect(() => createSimulator(immediate)).toThrow(/^conv2: the max pooling before it is not known until/);
});
