/**
 * Tests neurons that a gradient can pass, on any backend: the fused and the composed form against
 * plain float64.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { composedSpikes, type SurrogateNeurons, surrogateSpikes } from '../methods/surrogate/surrogate.ts';
import { createRandom } from '../work/random.ts';
import { course } from './smoothed-neurons.ts';

export const shapes = ['rectangle', 'triangle', 'sigmoid', 'arctan'] as const;

/** All kinds of neurons: IF and LIF, soft and hard reset, every shape, in several widths. */
export const kinds: SurrogateNeurons[] = shapes.flatMap((surrogateShape, i) =>
  [1, 0.7].flatMap((leak) =>
    (['soft', 'hard'] as const).map((reset) => ({
      timeSteps: 7,
      initialPotential: leak === 1 ? ('half' as const) : ('zero' as const),
      leak,
      reset,
      surrogateShape,
      surrogateWidth: [1, 1.5, 0.8, 2][i]!,
    })),
  ),
);

export const inWords = ({ surrogateShape, leak, reset }: SurrogateNeurons) =>
  `${surrogateShape}, ${leak === 1 ? 'IF' : 'LIF'}, ${reset} reset`;

/**
 * Sizes with too few neurons for the groups of the WebAssembly kernels, a group and some more, and
 * several groups.
 */
const sizes = [
  [3, 4],
  [5, 7],
  [9, 5],
] as const;

type Size = (typeof sizes)[number];

/** Returns currents `[steps, images, channels]`, and thresholds per channel, one of them dead. */
function problem(steps: number, [images, channels]: Size) {
  const random = createRandom(4, 'surrogate test');
  const neurons = images * channels;
  const current = Float32Array.from({ length: steps * neurons }, () => 0.35 + 0.6 * random.normal());
  const up = Float32Array.from({ length: 7 * neurons }, () => random.normal());
  return { current, up, threshold: [0.9, 0.5, 0, 1.1, 0.7, 1.3, 0.4].slice(0, channels) };
}

/**
 * Returns spikes `[T, images, channels]` and the gradient of Σ up·s in the current, by the fused or
 * the composed form.
 */
async function run(of: typeof surrogateSpikes, steps: number, size: Size, neurons: SurrogateNeurons) {
  const { current, up, threshold } = problem(steps, size);
  const z = tf.variable(tf.tensor(current, [steps, ...size]));
  const theta = tf.tensor1d(threshold);
  const spikes = tf.tidy(() => of(z, theta, neurons));
  const { value, grads } = tf.variableGrads(
    () => tf.sum(tf.mul(of(z, theta, neurons), tf.tensor(up, [7, ...size]))) as tf.Scalar,
    [z],
  );
  const result = { spikes: [...(await spikes.data())], gradient: [...(await grads[z.name]!.data())] };
  tf.dispose([spikes, value, grads, z, theta]);
  return result;
}

/** Expects equal numbers up to a tolerance relative to the largest entry. */
export function expectClose(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(wanted.length);
  const scale = Math.max(...wanted.map(Math.abs));
  expect(scale).toBeGreaterThan(0);
  found.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThan(tolerance * scale);
  });
}

/** Declares the tests on the current backend; call it where tests are declared. */
export function surrogateNeuronLaws(): void {
  test.each(kinds.map((kind) => [inWords(kind), kind] as const))('%s', async (_, neurons) => {
    const problems = sizes.flatMap((size) => [7, 1].map((steps) => [steps, size] as const));
    for (const [steps, size] of problems) {
      const { current, up, threshold } = problem(steps, size);
      const count = current.length / steps;
      const fused = await run(surrogateSpikes, steps, size, neurons);
      const composed = await run(composedSpikes, steps, size, neurons);
      expect(composed.spikes).toEqual(fused.spikes);
      expectClose(composed.gradient, fused.gradient, 1e-5);
      const wanted = new Float64Array(current.length);
      for (let i = 0; i < count; i++) {
        const theta = threshold[i % threshold.length]!;
        const own = Array.from({ length: 7 }, (__, t) => fused.spikes[t * count + i]!);
        if (theta === 0) {
          expect(own).toEqual([0, 0, 0, 0, 0, 0, 0]);
          continue;
        }
        const currents = Array.from({ length: 7 }, (__, t) => current[(steps === 1 ? 0 : t) * count + i]!);
        const at = course(currents, theta, neurons);
        expect(own).toEqual(at.spikes);
        // Central differences of Σ up·s of the smoothed neuron.
        const total = (z: readonly number[]) =>
          course(z, theta, neurons, at).spikes.reduce((sum, s, t) => sum + up[t * count + i]! * s, 0);
        const nudged = (t: number, by: number) =>
          total(currents.map((z, k) => (steps === 1 || k === t ? z + by : z)));
        for (let t = 0; t < steps; t++) wanted[t * count + i] = (nudged(t, 1e-6) - nudged(t, -1e-6)) / 2e-6;
      }
      expectClose(fused.gradient, [...wanted], 1e-4);
    }
  });
}
