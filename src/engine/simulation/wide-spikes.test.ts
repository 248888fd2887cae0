/**
 * Tests networks with signed and graded spikes: spike by spike against plain float64, what they
 * cost, how their answer forms, and that a graded network is a binary one with more steps.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { type Dynamics, simulatedSteps } from '../spiking/dynamics.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { crewsOf } from '../testing/crew.ts';
import { everyKind, rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { referenceLayer } from '../testing/reference-simulator.ts';
import { batchFrom, noWatch } from '../testing/toy.ts';
import { evaluate } from './evaluate.ts';
import { inspectImage } from './inspect.ts';
import { membraneOf } from './membrane.ts';
import { createSimulator, disposeSimulator, presented, simulate } from './simulate.ts';

const layers = toLayers(parseNotation(everyKind));
const timeSteps = 12;

const cases: readonly (readonly [string, Partial<Dynamics>])[] = [
  ['signed', { spikes: { kind: 'signed', settle: 5 } }],
  ['signed, input at step 1', { coding: 'firstStep', spikes: { kind: 'signed', settle: 12 } }],
  ['signed, Poisson', { coding: 'poisson', spikes: { kind: 'signed', settle: 0 } }],
  ['graded', { spikes: { kind: 'graded', levels: 4 } }],
  ['graded, counts', { coding: 'poisson', decoding: 'counts', spikes: { kind: 'graded', levels: 3 } }],
];

const networkOf = (dynamics: Partial<Dynamics>, change = {}) =>
  rateNetwork(layers, rateSettings(dynamics, { timeSteps, initialPotential: 'half', ...change }));

/** Returns the trains of every layer on one image, `[layer][step][neuron]`, and the input. */
async function trainsOn(network: SpikingNetwork, index: number) {
  const simulator = createSimulator(network);
  const all = simulatedSteps(network);
  const { x } = batchFrom(toys, index, 1);
  const input = await presented(network, x, index);
  const bySteps = (train: Float32Array, steps: number) =>
    Array.from({ length: steps }, (_, t) =>
      train.slice((t * train.length) / steps, ((t + 1) * train.length) / steps),
    );
  const found = tf.tidy(() => {
    const { spikes, readoutSpikes } = simulate(simulator, input);
    const arrived = (trainOf(input, timeSteps).dataSync() as Float32Array).slice();
    return {
      input: network.dynamics!.coding === 'poisson' ? bySteps(arrived, timeSteps) : arrived,
      trains: [...spikes, readoutSpikes]
        .filter((each) => each !== null)
        .map((train) => bySteps(trainOf(train, all).dataSync() as Float32Array, all)),
    } as never;
  }) as { input: Float32Array | Float32Array[]; trains: Float32Array[][] };
  tf.dispose([x, input]);
  disposeSimulator(simulator);
  return found;
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  test.each(cases)('%s: every spike is that of float64', async (_, dynamics) => {
    const network = await networkOf(dynamics);
    const seen = { neurons: 0, excused: 0, others: 0 };
    for (let index = 0; index < 3; index++) {
      const { input, trains } = await trainsOn(network, index);
      trains.forEach((train, l) => {
        const response = referenceLayer(network, l, l === 0 ? input : trains[l - 1]!);
        const { threshold } = network.layers[l]!;
        train[0]!.forEach((__, i) => {
          seen.neurons++;
          const theta = threshold![i % threshold!.length]!;
          if (response.margins[i]! < 1e-4 * theta) {
            seen.excused++;
            return;
          }
          const own = train.map((step) => step[i]!);
          expect(own).toEqual(response.train.map((step) => step[i]!));
          if (own.some((spike) => spike !== 0 && spike !== 1)) seen.others++;
        });
      });
    }
    expect(seen.others).toBeGreaterThan(3);
    expect(seen.excused).toBeLessThan(0.02 * seen.neurons);
  });
});

describe('a network', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
  });

  test.each(cases)('%s: its cost, its answer, its raster and its membranes agree', async (_, dynamics) => {
    const network = await networkOf(dynamics);
    const before = tf.memory().numTensors;
    const simulator = createSimulator(network);
    const set = { ...toys, count: 4 };
    const measured = await evaluate(simulator, set, classificationObjective, noWatch, undefined, {
      anytime: 'accuracy',
    });
    const sent = layers.slice(0, -1).map(() => 0);
    for (let index = 0; index < set.count; index++) {
      const { trains } = await trainsOn(network, index);
      for (const l of sent.keys())
        for (const step of trains[l]!) for (const spike of step) sent[l]! += Math.abs(spike);
      const { x } = batchFrom(toys, index, 1);
      const image = { pixels: x.dataSync() as Float32Array, index };
      x.dispose();
      const { shownSteps, layers: shown, output, potentials } = await inspectImage(simulator, image);
      expect(shownSteps).toBe(simulatedSteps(network));
      expect([...shown[1]!.spikes]).toEqual(trains[1]!.flatMap((step) => [...step]));
      const last = [...potentials].slice(-output.length);
      for (const [c, value] of last.entries()) expect(value).toBeCloseTo(output[c]!, 4);
      const busiest = shown[1]!.counts.indexOf(Math.max(...shown[1]!.counts));
      const membrane = await membraneOf(simulator, image, 1, busiest);
      expect([...membrane.spikes]).toEqual(trains[1]!.map((step) => step[busiest]!));
    }
    disposeSimulator(simulator);
    expect(measured.spikeSums.map((sums) => sums.reduce((a, b) => a + b))).toEqual(sent);
    expect(measured.anytime).toHaveLength(timeSteps);
    expect(measured.anytime!.at(-1)).toBe(measured.scores.accuracy);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each(cases)('%s: two workers count what one counts', async (_, dynamics) => {
    const simulator = createSimulator(await networkOf(dynamics));
    const counted = async (size: number) => {
      const all = await Promise.all(
        crewsOf(size).map((crew) =>
          evaluate(simulator, toys, classificationObjective, noWatch, crew, { neuroBench: true }),
        ),
      );
      return all.map(({ scores, cost, neuroBench }) => ({ accuracy: scores.accuracy, cost, neuroBench }));
    };
    const [alone] = await counted(1);
    expect(await counted(2)).toEqual([alone, alone]);
    disposeSimulator(simulator);
  });

  test('one step of graded spikes sends what binary neurons send in as many steps', async () => {
    const levels = 8;
    const graded = await networkOf({ spikes: { kind: 'graded', levels } }, { timeSteps: 1 });
    const binary = await networkOf({}, { timeSteps: levels });
    expect(graded.layers.map(({ threshold }) => threshold)).toEqual(
      binary.layers.map(({ threshold }) => threshold),
    );
    // The first layer's current is the same in both, cut into as many parts.
    const found = new Set<number>();
    for (let index = 0; index < 3; index++) {
      const [one, many] = [await trainsOn(graded, index), await trainsOn(binary, index)];
      const counts = many.trains[0]![0]!.map((__, i) =>
        many.trains[0]!.reduce((sum, step) => sum + step[i]!, 0),
      );
      const differ = one.trains[0]![0]!.filter((count, i) => count !== counts[i]).length;
      expect(differ).toBeLessThan(0.01 * counts.length);
      for (const count of counts) found.add(count);
    }
    expect(found.size).toBeGreaterThan(4);
  });

  test('settling brings counts nearer to those of neurons that fire after their window', async () => {
    const coding = 'poisson';
    const wanted = await networkOf({ coding }, { firing: 'window' });
    const off = async (settle: number | null) => {
      const network = await networkOf({
        coding,
        ...(settle === null ? {} : { spikes: { kind: 'signed', settle } }),
      });
      let differ = 0;
      for (let index = 0; index < 5; index++) {
        const [own, ideal] = [await trainsOn(network, index), await trainsOn(wanted, index)];
        const sumOf = (train: Float32Array[]) =>
          train[0]!.map((__, i) => train.reduce((s, step) => s + step[i]!, 0));
        own.trains.forEach((train, l) => {
          const [a, b] = [sumOf(train), sumOf(ideal.trains[l]!)];
          differ += a.filter((count, i) => count !== b[i]).length;
        });
      }
      return differ;
    };
    const [plain, early, settled] = [await off(null), await off(0), await off(timeSteps)];
    expect(early).toBeLessThan(plain);
    expect(settled).toBeLessThan(0.2 * early);
  });

  test.each<[Partial<Dynamics>, object, RegExp]>([
    [{ reset: 'hard', spikes: { kind: 'signed', settle: 0 } }, {}, /cannot be reset to 0/],
    [{ leak: 0.9, spikes: { kind: 'graded', levels: 2 } }, {}, /a leak loses a part/],
    [{ decoding: 'counts', spikes: { kind: 'signed', settle: 0 } }, {}, /take back what it said/],
    [{ spikes: { kind: 'signed', settle: 0 } }, { firing: 'window' }, /nothing to take back/],
    [{ spikes: { kind: 'signed', settle: 13 } }, {}, /after 12 further steps.*got 13/],
    [{ spikes: { kind: 'graded', levels: 33 } }, {}, /a word holds 32 spikes.*got 33/],
  ])('%j is refused', async (dynamics, change, words) => {
    const network = await networkOf(dynamics, change);
    expect(() => createSimulator(network)).toThrow(words);
  });
});
