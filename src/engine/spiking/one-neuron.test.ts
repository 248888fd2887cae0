/**
 * Tests the neuron of plain numbers against the neurons of a network: random settings through the
 * first layer as a simulation runs it, and through {@link step} for the potentials.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { denseLayer } from '../testing/layers.ts';
import { initialState, step } from './neuron.ts';
import { type OneNeuron, type PixelInput, pixelCurrents, runNeuron } from './one-neuron.ts';
import { trainOf } from './packed-spikes.ts';
import { poissonTrain } from './poisson.ts';
import { encode } from './spiking-layer.ts';

type Settings = OneNeuron & PixelInput & { readonly leak: number; readonly reset: 'soft' | 'hard' };

const float = (min: number, max: number) => fc.float({ min, max, noNaN: true });

const settings: fc.Arbitrary<Settings> = fc.record({
  threshold: fc.oneof({ weight: 20, arbitrary: float(Math.fround(0.01), 3) }, fc.constant(0)),
  initialPotential: fc.constantFrom('zero' as const, 'half' as const),
  leak: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, float(0.5, 1)),
  reset: fc.constantFrom('soft' as const, 'hard' as const),
  brightness: float(0, 1),
  weight: float(-40, 40),
  coding: fc.constantFrom('firstStep' as const, 'constant' as const, 'poisson' as const),
  timeSteps: fc.integer({ min: 1, max: 64 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** Runs the first layer of a network that has this neuron alone; returns its spikes `[T]`. */
async function asNetwork(neuron: Settings): Promise<number[]> {
  const { threshold, weight, brightness, timeSteps, coding, leak, reset, seed, initialPotential } = neuron;
  const pixel = tf.tensor2d([brightness], [1, 1]);
  const x = coding === 'poisson' ? await poissonTrain(pixel, { timeSteps, seed, firstImage: 0 }) : pixel;
  const spikes = tf.tidy(() => {
    const tensors = {
      weight: tf.tensor2d([weight], [1, 1]),
      bias: tf.zeros([1]) as tf.Tensor1D,
      threshold: tf.tensor1d([threshold]),
    };
    const dynamics = { coding, reset, leak, decoding: 'potential', seed } as const;
    const window = { timeSteps, initialPotential, firstLayerBias: 'firstStep', dynamics } as const;
    return [...trainOf(encode(denseLayer(1, 1), x, tensors, window).spikes, timeSteps).dataSync()];
  });
  tf.dispose([pixel, x]);
  return spikes;
}

describe.each([
  ['wasm', 10_000],
  ['cpu', 1_000],
] as const)('the neuron of plain numbers beside a network on %s', (backend, numRuns) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  test(`has the same spikes under ${numRuns} random settings`, async () => {
    await fc.assert(
      fc.asyncProperty(settings, async (neuron) => {
        expect([...runNeuron(pixelCurrents(neuron), neuron).spikes]).toEqual(await asNetwork(neuron));
      }),
      { numRuns },
    );
  });

  test('has the same potentials at every step, whatever arrives', () => {
    const currents = fc.array(float(-4, 4), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(settings, currents, (neuron, values) => {
        const trace = runNeuron(Float32Array.from(values), neuron);
        tf.tidy(() => {
          const parameters = { ...neuron, threshold: tf.tensor1d([neuron.threshold]) };
          let state = initialState([1], parameters, neuron.initialPotential);
          expect(state.potential.dataSync()[0]).toBe(trace.initialPotential);
          values.forEach((z, t) => {
            const result = step(tf.tensor1d([z]), state, parameters);
            expect(result.membranePotential.dataSync()[0]! - trace.potential[t]!).toBe(0);
            expect(result.spikes.dataSync()[0]).toBe(trace.spikes[t]);
            state = result.state;
          });
        });
      }),
      { numRuns: 100 },
    );
  });
});

/** Numbers with few binary digits, which float32 adds exactly, so that ties are ties. */
const unit = 1 / 64;

test('its counts are Eq. 10: rounded with V₀ = ϑ/2, halves up, and floored with V₀ = 0', () => {
  const wholes = fc.record({
    theta: fc.integer({ min: 1, max: 200 }),
    timeSteps: fc.integer({ min: 1, max: 64 }),
    activation: fc.integer({ min: -4000, max: 16_000 }),
    coding: fc.constantFrom('firstStep' as const, 'constant' as const),
    initialPotential: fc.constantFrom('zero' as const, 'half' as const),
  });
  fc.assert(
    fc.property(wholes, ({ theta, timeSteps, activation, coding, initialPotential }) => {
      // Under a constant current every step brings a whole part of it.
      const v = (coding === 'constant' ? activation * timeSteps : activation) * unit;
      const threshold = 2 * theta * unit;
      const input = { brightness: 1, weight: v, coding, timeSteps, seed: 1 };
      const { spikes } = runNeuron(pixelCurrents(input), { threshold, initialPotential });
      const upperBound = threshold * timeSteps;
      const clipped = Math.min(Math.max(v, 0), upperBound);
      const rounded = initialPotential === 'half' ? Math.round : Math.floor;
      expect(spikes.reduce((sum, spike) => sum + spike, 0) * threshold).toBe(
        rounded(clipped / threshold) * threshold,
      );
    }),
    { numRuns: 10_000 },
  );
});
