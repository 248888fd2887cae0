/**
 * Tests a leaky neuron under constant input against its closed form, through the simulator as it
 * is.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { membraneOf } from '../simulation/membrane.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import { denseLayer } from '../testing/layers.ts';
import type { SpikingNetwork } from './spiking-network.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const timeSteps = 256;

/** Returns a network of one neuron of ϑ = 1 whose current is z at every step, and a readout. */
function neuron(z: number, leak: number, reset: 'soft' | 'hard', v0: 'zero' | 'half'): SpikingNetwork {
  return {
    inputShape: [1, 1, 1],
    timeSteps,
    initialPotential: v0,
    firstLayerBias: 'firstStep',
    dynamics: { coding: 'constant', reset, leak, decoding: 'potential', seed: 1 },
    layers: [
      {
        layer: { ...denseLayer(1, 1), before: [{ kind: 'flatten', inputShape: [1, 1, 1] }] },
        weight: Float32Array.of(timeSteps * z * 0.75),
        bias: Float32Array.of(timeSteps * z * 0.25),
        threshold: Float32Array.of(1),
      },
      { layer: denseLayer(1, 1), weight: Float32Array.of(1), bias: Float32Array.of(0), threshold: null },
    ],
  };
}

async function traceOf(network: SpikingNetwork) {
  const simulator = createSimulator(network);
  const trace = await membraneOf(simulator, { pixels: Float32Array.of(1), index: 0 }, 0, 0);
  disposeSimulator(simulator);
  return { potential: [...trace.potential], spikes: [...trace.spikes] };
}

/** Returns V after n steps of charging from U: λⁿ·U + z·(1 − λⁿ)/(1 − λ). */
const charged = (from: number, n: number, z: number, leak: number) =>
  leak ** n * from + (leak === 1 ? n * z : (z * (1 - leak ** n)) / (1 - leak));

const close = (a: number, b: number) => Math.abs(a - b) < 1e-4;

describe.each([0.5, 0.9, 0.99] as const)('leak %s', (leak) => {
  test('below ϑ it charges towards z/(1 − λ) and never fires', async () => {
    const z = 0.9 * (1 - leak);
    const { potential, spikes } = await traceOf(neuron(z, leak, 'soft', 'half'));
    expect(potential.every((v, t) => close(v, charged(0.5, t + 1, z, leak)))).toBe(true);
    expect(spikes).not.toContain(1);
    expect(close(potential.at(-1)!, 0.9 + leak ** timeSteps * (0.5 - 0.9))).toBe(true);
  });

  test.each([1.7, 3.1])('a hard reset makes it a clock, input %s times what it takes', async (times) => {
    const z = times * (1 - leak);
    const { potential, spikes } = await traceOf(neuron(z, leak, 'hard', 'zero'));
    // λⁿ ≤ 1 − (1 − λ)/z: the first whole n.
    const period = Math.ceil(Math.log(1 - (1 - leak) / z) / Math.log(leak));
    expect(spikes).toEqual(spikes.map((_, t) => ((t + 1) % period === 0 ? 1 : 0)));
    expect(potential.every((v, t) => close(v, charged(0, (t % period) + 1, z, leak)))).toBe(true);
  });

  test('a soft reset takes ϑ away, which fades as everything does', async () => {
    const z = 2.3 * (1 - leak);
    const { potential, spikes } = await traceOf(neuron(z, leak, 'soft', 'half'));
    const wanted = potential.map((_, t) => {
      let v = charged(0.5, t + 1, z, leak);
      for (let spike = 0; spike < t; spike++) if (spikes[spike]) v -= leak ** (t - spike);
      return v;
    });
    expect(potential.every((v, t) => close(v, wanted[t]!))).toBe(true);
    expect(spikes).toEqual(wanted.map((v) => (v >= 1 ? 1 : 0)));
    expect(spikes).toContain(1);
  });
});

test('without a leak the counts are the clipped quotient', async () => {
  for (const [z, count] of [
    [0.3, 76],
    [0.0625, 16],
    [1.5, 256],
    [-0.2, 0],
  ] as const) {
    const { spikes } = await traceOf(neuron(z, 1, 'soft', 'zero'));
    expect(spikes.reduce((a, b) => a + b)).toBe(count);
  }
});
