/**
 * Tests networks with dynamics against plain float64, spike by spike, over windows of 256 steps.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { answersOverTime } from '../simulation/answers.ts';
import { createSimulator, disposeSimulator, presented, simulate } from '../simulation/simulate.ts';
import { everyKind, rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { type ReferenceResponse, referenceLayer, referenceOutput } from '../testing/reference-simulator.ts';
import { batchFrom } from '../testing/toy.ts';
import type { Dynamics } from './dynamics.ts';
import { trainOf } from './packed-spikes.ts';
import type { SpikingNetwork } from './spiking-network.ts';

const layers = toLayers(parseNotation(everyKind));

/**
 * Share of ϑ: when a potential is closer to ϑ than this, float32 and float64 may disagree about a
 * spike.
 */
const closeCall = 1e-4;

/**
 * Returns all trains of one image, `[layer][step][neuron]`, those of the readout and of the pixels
 * too, and the output after each step.
 */
async function engineOn(network: SpikingNetwork, index: number) {
  const simulator = createSimulator(network);
  const { timeSteps, dynamics } = network;
  const { x } = batchFrom(toys, index, 1);
  const input = await presented(network, x, index);
  const tensors = tf.tidy(() => {
    const simulated = simulate(simulator, input);
    const spikes = [...simulated.spikes, simulated.readoutSpikes].filter((each) => each !== null);
    const entered = dynamics?.coding === 'poisson' ? trainOf(input, timeSteps) : tf.clone(input);
    return [
      entered,
      answersOverTime(simulator, simulated)!,
      simulated.output,
      ...spikes.map((s) => trainOf(s, timeSteps)),
    ];
  });
  const [entered, answers, output, ...trains] = await Promise.all(
    tensors.map(async (tensor) => ((await tensor.data()) as Float32Array).slice()),
  );
  tf.dispose([x, input, ...tensors]);
  disposeSimulator(simulator);
  const bySteps = (train: Float32Array) =>
    Array.from({ length: timeSteps }, (_, t) =>
      train.subarray((t * train.length) / timeSteps, ((t + 1) * train.length) / timeSteps),
    );
  return {
    input: dynamics?.coding === 'poisson' ? bySteps(entered!) : entered!,
    answers: bySteps(answers!),
    output: output!,
    trains: trains.map(bySteps),
  };
}

/**
 * Counts the neurons whose trains differ from the reference's, with and without a close call at the
 * first step where they do.
 */
function partings(
  { train, potentials }: ReferenceResponse,
  engine: readonly Float32Array[],
  threshold: Float32Array,
) {
  const found = { excused: 0, wrong: 0 };
  train[0]!.forEach((_, i) => {
    const first = train.findIndex((spikes, t) => spikes[i] !== engine[t]![i]);
    if (first < 0) return;
    const theta = threshold[threshold.length === 1 ? 0 : i % threshold.length]!;
    if (Math.abs(potentials[first]![i]! - theta) < closeCall * theta) found.excused++;
    else found.wrong++;
  });
  return found;
}

const combinations = (['soft', 'hard'] as const).flatMap((reset) =>
  [1, 0.9].flatMap((leak) =>
    (['constant', 'poisson'] as const).flatMap((coding) =>
      (['potential', 'counts'] as const).map(
        (decoding): Dynamics => ({ reset, leak, coding, decoding, seed: 3 }),
      ),
    ),
  ),
);

async function expectReference(network: SpikingNetwork, images: number): Promise<void> {
  const seen = { neurons: 0, excused: 0, spikes: 0 };
  for (let index = 0; index < images; index++) {
    const { input, answers, output, trains } = await engineOn(network, index);
    trains.forEach((train, l) => {
      const response = referenceLayer(network, l, l === 0 ? input : trains[l - 1]!);
      const { excused, wrong } = partings(response, train, network.layers[l]!.threshold!);
      expect([network.layers[l]!.layer.name, wrong]).toEqual([network.layers[l]!.layer.name, 0]);
      seen.excused += excused;
      seen.neurons += response.counts.length;
      seen.spikes += response.counts.reduce((a, b) => a + b, 0);
    });
    // The answer over time, from the engine's own trains.
    const { timeSteps } = network;
    const readout = network.layers.at(-1)!;
    const arriving = trains[network.layers.length - 2]!;
    const sofar = new Float64Array(arriving[0]!.length);
    const counts = new Float64Array(output.length);
    answers.forEach((answer, t) => {
      arriving[t]!.forEach((spike, i) => {
        sofar[i]! += spike;
      });
      trains[network.layers.length - 1]?.[t]?.forEach((spike, i) => {
        counts[i]! += spike;
      });
      const bias = readout.bias.map((b) => (b * (t + 1)) / timeSteps);
      const free = { ...network, layers: [...network.layers.slice(0, -1), { ...readout, bias }] };
      const wanted = network.dynamics!.decoding === 'counts' ? counts : referenceOutput(free, sofar);
      const scale = Math.max(...wanted.map(Math.abs), 1e-3);
      answer.forEach((value, c) => {
        expect(Math.abs(value - wanted[c]!)).toBeLessThan(1e-4 * scale);
      });
    });
    expect([...output].map((value, c) => Math.abs(value - answers.at(-1)![c]!) < 1e-4)).not.toContain(false);
  }
  expect(seen.spikes).toBeGreaterThan(100);
  // Close calls are rare, as long as nothing is systematically off.
  expect(seen.excused).toBeLessThan(0.01 * seen.neurons);
}

describe('on wasm', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
  });

  test.each(combinations)(
    '256 steps: $reset reset, leak $leak, $coding input, $decoding read',
    async (dynamics) => {
      await expectReference(await rateNetwork(layers, rateSettings(dynamics)), 3);
    },
  );

  test.each([
    ['zero', 'layer', 40],
    ['half', 'channel', 33],
  ] as const)(
    'all input at the first step, V₀ %s, ϑ per %s, Ns %s',
    async (initialPotential, scope, timeSteps) => {
      for (const change of [{ leak: 0.9 }, { decoding: 'counts' }] as const) {
        const settings = { initialPotential, timeSteps, threshold: { percentile: 99.9, scope } };
        await expectReference(
          await rateNetwork(layers, rateSettings({ coding: 'firstStep', ...change }, settings)),
          3,
        );
      }
    },
  );
});

describe('on cpu', () => {
  beforeAll(async () => {
    await openNodeBackend('cpu');
  });

  test.each(combinations.filter(({ reset, leak }) => (reset === 'hard') === leak < 1))(
    '70 steps: $reset reset, leak $leak, $coding input, $decoding read',
    async (dynamics) => {
      await expectReference(
        await rateNetwork(layers, rateSettings(dynamics, { timeSteps: 70, initialPotential: 'half' })),
        2,
      );
    },
  );
});
