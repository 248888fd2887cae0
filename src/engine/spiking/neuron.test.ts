/**
 * Tests laws of the neuron (design §4.1) on numbers with few binary digits, so that float32 adds
 * them exactly.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { composed, initialState, integrateAndFire, step } from './neuron.ts';
import { countsOf, trainOf } from './packed-spikes.ts';

/** The unit of all numbers, 1/32, so that ϑ/2 of a ϑ in 1/16 is whole too. */
const unit = 1 / 32;
const neurons = 16;

const steps = fc.integer({ min: 1, max: 64 });
const thetas = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: neurons, maxLength: neurons });
const inputs = (most: number) =>
  fc.array(fc.integer({ min: -most, max: most }), { minLength: neurons, maxLength: neurons });
const start = fc.constantFrom('zero' as const, 'half' as const);

/**
 * Computes clip(floor((Σz + V₀)/ϑ), 0, Ns) in whole numbers; with V₀ = ϑ/2 this is rounding, halves
 * up.
 */
function wantedCount(sum: number, theta: number, timeSteps: number, v0: 'zero' | 'half'): number {
  // ϑ is 2·theta units, so that V₀ = ϑ/2 is theta units.
  const fires = Math.floor((sum + (v0 === 'half' ? theta : 0)) / (2 * theta));
  return Math.max(0, Math.min(timeSteps, fires));
}

const scaled = (values: readonly number[]) => Float32Array.from(values, (v) => v * unit);
const thresholdOf = (theta: readonly number[]) => ({
  threshold: tf.tensor1d(scaled(theta.map((t) => 2 * t))),
});

describe.each(['cpu', 'wasm'] as const)('neurons on %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  test.each([
    ['as on this backend', integrateAndFire],
    ['step by step', composed],
  ])('all input at the first step gives the clipped quotient (%s)', (_, respond) => {
    fc.assert(
      fc.property(steps, thetas, inputs(7000), start, (timeSteps, theta, z, initialPotential) => {
        const counts = tf.tidy(() =>
          respond(
            tf.tensor2d(scaled(z), [1, neurons]),
            tf.zeros([neurons]) as tf.Tensor1D,
            thresholdOf(theta),
            { timeSteps, initialPotential },
          ).spikeCount.dataSync(),
        );
        expect([...counts]).toEqual(
          z.map((sum, i) => wantedCount(sum, theta[i]!, timeSteps, initialPotential)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test.each(['current', 'bias'] as const)('constant input as %s gives the clipped quotient', (as) => {
    fc.assert(
      fc.property(steps, thetas, inputs(250), start, (timeSteps, theta, z, initialPotential) => {
        const counts = tf.tidy(() => {
          const input = tf.tensor1d(scaled(z));
          const current = tf.tile(tf.reshape(input, [1, neurons]), [timeSteps, 1]);
          const none = tf.zerosLike(input);
          const [train, injected] = as === 'current' ? [current, none] : [tf.zeros([1, neurons]), input];
          return integrateAndFire(train, injected, thresholdOf(theta), {
            timeSteps,
            initialPotential,
          }).spikeCount.dataSync();
        });
        expect([...counts]).toEqual(
          z.map((each, i) => wantedCount(each * timeSteps, theta[i]!, timeSteps, initialPotential)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('nothing is lost: V₀ + Σz − ϑ·Σ_{t<Ns} s[t] = V[Ns], for input of any sign', () => {
    const trains = steps.chain((timeSteps) =>
      fc.array(inputs(150), { minLength: timeSteps, maxLength: timeSteps }),
    );
    fc.assert(
      fc.property(trains, thetas, start, (train, theta, initialPotential) => {
        tf.tidy(() => {
          const parameters = thresholdOf(theta);
          let state = initialState([neurons], parameters, initialPotential);
          const sums = theta.map((t) => (initialPotential === 'half' ? t : 0));
          train.forEach((z, t) => {
            const {
              spikes,
              membranePotential,
              state: next,
            } = step(tf.tensor1d(scaled(z)), state, parameters);
            z.forEach((value, i) => {
              sums[i]! += value;
            });
            expect([...membranePotential.dataSync()]).toEqual(sums.map((sum) => sum * unit));
            const fired = [...spikes.dataSync()];
            expect(fired).toEqual(sums.map((sum, i) => (sum >= 2 * theta[i]! ? 1 : 0)));
            // A spike of the last step is outside the sum of the law.
            if (t < train.length - 1)
              fired.forEach((spike, i) => {
                sums[i]! -= 2 * theta[i]! * spike;
              });
            state = next;
          });
        });
      }),
      { numRuns: 25 },
    );
  });

  test('equality fires, the next smaller number does not', () => {
    const below = Math.fround(1 - 2 ** -24);
    const { spikes } = integrateAndFire(
      tf.tensor2d([1, below], [1, 2]),
      tf.zeros([2]) as tf.Tensor1D,
      { threshold: tf.tensor1d([1]) },
      { timeSteps: 2, initialPotential: 'zero' },
    );
    expect([...trainOf(spikes, 2).dataSync()]).toEqual([1, 0, 0, 0]);
  });

  test('a spike uses ϑ up: the rest of the potential stays for later', () => {
    const { spikes, spikeCount } = integrateAndFire(
      tf.tensor2d([2.5], [1, 1]),
      tf.zeros([1]) as tf.Tensor1D,
      { threshold: tf.tensor1d([1]) },
      { timeSteps: 4, initialPotential: 'half' },
    );
    expect([...trainOf(spikes, 4).dataSync()]).toEqual([1, 1, 1, 0]);
    expect([...spikeCount.dataSync()]).toEqual([3]);
  });

  test('there is no floor under the membrane: a debt is paid back before the next spike', () => {
    const { spikes } = integrateAndFire(
      tf.tensor2d([-2, 1, 1, 1], [4, 1]),
      tf.zeros([1]) as tf.Tensor1D,
      { threshold: tf.tensor1d([1]) },
      { timeSteps: 4, initialPotential: 'zero' },
    );
    expect([...trainOf(spikes, 4).dataSync()]).toEqual([0, 0, 0, 1]);
  });

  test('a threshold of 0 never fires', () => {
    fc.assert(
      fc.property(steps, inputs(100_000), start, (timeSteps, z, initialPotential) => {
        const counts = tf.tidy(() =>
          integrateAndFire(
            tf.tensor2d(scaled(z), [1, neurons]),
            tf.ones([neurons]) as tf.Tensor1D,
            { threshold: tf.tensor1d([0]) },
            { timeSteps, initialPotential },
          ).spikeCount.dataSync(),
        );
        expect(counts.every((count) => count === 0)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('the counts are the sum of the train over time', () => {
    fc.assert(
      fc.property(steps, thetas, inputs(400), inputs(20), (timeSteps, theta, z, bias) => {
        tf.tidy(() => {
          const { spikes, spikeCount } = integrateAndFire(
            tf.tensor2d(scaled(z), [1, neurons]),
            tf.tensor1d(scaled(bias)),
            thresholdOf(theta),
            { timeSteps, initialPotential: 'zero' },
          );
          const spikeTrain = trainOf(spikes, timeSteps);
          expect([...countsOf(spikes).dataSync()]).toEqual([...spikeCount.dataSync()]);
          expect(spikeTrain.shape).toEqual([timeSteps, neurons]);
          const sums = new Float32Array(neurons);
          spikeTrain.dataSync().forEach((spike, i) => {
            sums[i % neurons]! += spike;
          });
          expect([...spikeCount.dataSync()]).toEqual([...sums]);
        });
      }),
      { numRuns: 20 },
    );
  });
});
