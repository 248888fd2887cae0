/**
 * Tests neurons with signed and graded spikes, on any backend, on random neurons whose numbers are
 * fractions of powers of two, so that float32 adds them exactly and in any order.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Spikes } from '../spiking/dynamics.ts';
import { integrateAndFire } from '../spiking/neuron.ts';
import type { InitialPotential } from '../spiking/neuron-settings.ts';
import { type OneNeuron, runNeuron } from '../spiking/one-neuron.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import { runWide } from '../spiking/wide-neuron.ts';
import { createRandom } from '../work/random.ts';

const neurons = 20_000;
const timeSteps = 8;

interface Neurons {
  /** z[t], `[T × neurons]`, in 64ths. */
  readonly current: Float32Array;
  readonly threshold: Float32Array;
  /** A neuron's spikes and its ideal count. */
  readonly ideal: readonly number[];
}

/** Draws neurons whose sums go below 0 and above what they can count; every 100th never fires. */
function draw(half: boolean): Neurons {
  const random = createRandom(11, 'wide neurons');
  const whole = (least: number, most: number) => least + Math.floor(random.next() * (most - least + 1));
  const threshold = Float32Array.from({ length: neurons }, (_, i) =>
    i % 100 === 0 ? 0 : (2 * whole(4, 32)) / 64,
  );
  const current = Float32Array.from({ length: timeSteps * neurons }, () => whole(-64, 80) / 64);
  const ideal = Array.from(threshold, (theta, i) => {
    let sum = half ? theta / 2 : 0;
    for (let t = 0; t < timeSteps; t++) sum += current[t * neurons + i]!;
    return theta > 0 ? Math.max(0, Math.min(timeSteps, Math.floor(sum / theta))) : 0;
  });
  return { current, threshold, ideal };
}

interface Found {
  readonly spikes: Float32Array;
  readonly counts: Float32Array;
  readonly sent: Float32Array;
}

async function run(
  { current, threshold }: Neurons,
  spikes: Spikes,
  initialPotential: InitialPotential,
  steps = timeSteps,
): Promise<Found> {
  const found = tf.tidy(() => {
    const rows = tf.unstack(tf.tensor(current, [current.length / neurons, 1, neurons]));
    const wide = { threshold: tf.tensor1d(threshold), spikes, timeSteps: steps, initialPotential };
    return runWide((t) => rows[t] ?? null, [1, neurons], wide);
  });
  const [train, counts, sent] = await Promise.all(
    [found.spikes, found.spikeCount, found.sent].map((each) => each.data() as Promise<Float32Array>),
  );
  tf.dispose([found.spikes, found.spikeCount, found.sent]);
  return { spikes: train!, counts: counts!, sent: sent! };
}

const off = (counts: ArrayLike<number>, ideal: readonly number[]) =>
  ideal.filter((count, i) => counts[i] !== count).length;

/** Adds the tests; call it inside a suite that has opened its backend. */
export function wideNeuronLaws(): void {
  test.each([true, false])('signed spikes settle on the ideal count (V₀ half %s)', async (half) => {
    const of = draw(half);
    const start = half ? 'half' : 'zero';
    const settled = await run(of, { kind: 'signed', settle: timeSteps }, start);
    expect(off(settled.counts, of.ideal)).toBe(0);
    // Without these steps many are not there yet.
    const early = await run(of, { kind: 'signed', settle: 0 }, start);
    expect(off(early.counts, of.ideal)).toBeGreaterThan(0.05 * neurons);
    for (const { spikes, counts, sent } of [settled, early]) {
      const sums = new Float64Array(neurons);
      const sizes = new Float64Array(neurons);
      spikes.forEach((s, i) => {
        sums[i % neurons]! += s;
        sizes[i % neurons]! += Math.abs(s);
      });
      expect(counts).toEqual(Float32Array.from(sums));
      expect(sent).toEqual(Float32Array.from(sizes));
      expect(new Set(spikes)).toEqual(new Set([-1, 0, 1]));
    }
  });

  test('one step of m levels is m steps of one level with an m-th of the current', async () => {
    const levels = 8;
    const { threshold } = draw(true);
    const random = createRandom(12, 'wide neurons');
    const current = Float32Array.from({ length: neurons }, () => Math.floor(random.next() * 800 - 200) / 64);
    const [graded, plain] = [
      await run({ current, threshold, ideal: [] }, { kind: 'graded', levels }, 'half', 1),
      tf.tidy(() => {
        const part = tf.div(tf.tensor(current, [1, 1, neurons]), levels);
        const window = { timeSteps: levels, initialPotential: 'half', held: true } as const;
        const none = tf.zeros([neurons]) as tf.Tensor1D;
        const { spikeCount } = integrateAndFire(part, none, { threshold: tf.tensor1d(threshold) }, window);
        return spikeCount;
      }),
    ];
    expect(graded.counts).toEqual(await plain.data());
    expect(new Set(graded.counts).size).toBe(levels + 1);
    plain.dispose();
  });

  test.each<[string, Spikes]>([
    ['signed', { kind: 'signed', settle: 3 }],
    ['graded', { kind: 'graded', levels: 3 }],
  ])('%s spikes are those of one neuron by itself', async (_, spikes) => {
    const of = draw(true);
    const found = await run(of, spikes, 'half');
    const steps = found.spikes.length / neurons;
    const kinds = new Set<number>();
    for (let i = 0; i < 300; i++) {
      const own = Float32Array.from({ length: steps }, (__, t) => of.current[t * neurons + i] ?? 0);
      const neuron: OneNeuron = { threshold: of.threshold[i]!, initialPotential: 'half', spikes, timeSteps };
      const alone = runNeuron(own, neuron);
      expect([...alone.spikes]).toEqual(
        Array.from({ length: steps }, (__, t) => found.spikes[t * neurons + i]!),
      );
      for (const spike of alone.spikes) kinds.add(spike);
    }
    expect(kinds.size).toBeGreaterThan(2);
  });

  test('graded spikes of one level are those of a binary neuron', async () => {
    const of = draw(false);
    const graded = await run(of, { kind: 'graded', levels: 1 }, 'zero');
    const plain = tf.tidy(() => {
      const none = tf.zeros([neurons]) as tf.Tensor1D;
      const current = tf.tensor(of.current, [timeSteps, 1, neurons]);
      const window = { timeSteps, initialPotential: 'zero' } as const;
      const { spikes } = integrateAndFire(current, none, { threshold: tf.tensor1d(of.threshold) }, window);
      return trainOf(spikes, timeSteps);
    });
    expect(graded.spikes).toEqual(await plain.data());
    plain.dispose();
  });
}
