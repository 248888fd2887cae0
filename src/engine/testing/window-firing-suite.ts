/**
 * Tests neurons that fire after their window, on any backend: against collecting and firing step by
 * step in whole numbers, and against neurons that fire at once.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Firing } from '../spiking/neuron-settings.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import { encode, respond } from '../spiking/spiking-layer.ts';
import { createRandom, type Random } from '../work/random.ts';
import { denseLayer } from './layers.ts';
import { spikesFrom } from './spikes.ts';

const [timeSteps, images, inputs, outputs] = [8, 20, 24, 16];

/** Weights and biases are multiples of this, so that float32 adds them exactly. */
const unit = 1 / 64;

/** A layer of whole numbers, in units, and a train `[T, images, inputs]` that reaches it. */
interface Problem {
  readonly weight: readonly number[];
  readonly bias: readonly number[];
  readonly threshold: readonly number[];
  readonly train: Uint8Array;
}

function problem(random: Random): Problem {
  const whole = (least: number, most: number) => least + Math.floor(random.next() * (most - least + 1));
  return {
    weight: Array.from({ length: inputs * outputs }, () => whole(-40, 40)),
    // A bias comes in equal parts where neurons fire at once.
    bias: Array.from({ length: outputs }, () => timeSteps * whole(-8, 12)),
    // An even one has a whole half; 0 never fires.
    threshold: Array.from({ length: outputs }, (_, c) => (c === 0 ? 0 : 2 * whole(8, 60))),
    train: Uint8Array.from({ length: timeSteps * images * inputs }, () => (random.next() < 0.3 ? 1 : 0)),
  };
}

/** Returns the train with its steps in another order for each image and input. */
function shuffled({ train }: Problem, random: Random): Uint8Array {
  const plane = images * inputs;
  const out = new Uint8Array(train.length);
  for (let i = 0; i < plane; i++)
    random.permutation(timeSteps).forEach((from, t) => {
      out[t * plane + i] = train[from * plane + i]!;
    });
  return out;
}

/** Collects and then fires, step by step in whole numbers: `[T, images, outputs]`. */
function collectThenFire({ weight, bias, threshold, train }: Problem, half: boolean): number[] {
  const spikes = new Array<number>(timeSteps * images * outputs).fill(0);
  for (let n = 0; n < images; n++)
    for (let c = 0; c < outputs; c++) {
      const theta = threshold[c]!;
      let potential = (half ? theta / 2 : 0) + bias[c]!;
      for (let t = 0; t < timeSteps; t++)
        for (let i = 0; i < inputs; i++)
          if (train[(t * images + n) * inputs + i]) potential += weight[i * outputs + c]!;
      for (let t = 0; t < timeSteps; t++) {
        if (theta === 0 || potential < theta) continue;
        potential -= theta;
        spikes[(t * images + n) * outputs + c] = 1;
      }
    }
  return spikes;
}

const inUnits = (values: readonly number[]) => Float32Array.from(values, (value) => value * unit);

const tensorsOf = ({ weight, bias, threshold }: Problem) => ({
  weight: tf.tensor(inUnits(weight), [inputs, outputs]),
  bias: tf.tensor1d(inUnits(bias)),
  threshold: tf.tensor1d(inUnits(threshold)),
});

const settingsOf = (firing: Firing, half: boolean) =>
  ({ timeSteps, initialPotential: half ? 'half' : 'zero', firstLayerBias: 'firstStep', firing }) as const;

/** Returns spikes and counts of the layer. `rate` is how densely spikes are said to arrive. */
async function run(of: Problem, train: Uint8Array, firing: Firing, half: boolean, rate: number) {
  const [spikes, counts] = tf.tidy(() => {
    const arriving = spikesFrom(train, timeSteps, [images, inputs]);
    const out = respond(denseLayer(inputs, outputs), arriving, tensorsOf(of), settingsOf(firing, half), rate);
    return [trainOf(out.spikes, timeSteps), out.spikeCount];
  });
  const found = { spikes: [...(await spikes!.data())], counts: [...(await counts!.data())] };
  tf.dispose([spikes!, counts!]);
  return found;
}

/** Adds the tests; call it inside a suite that has opened its backend. */
export function windowFiringLaws(): void {
  test.each([true, false])('fires as collecting and then firing does (V₀ half %s)', async (half) => {
    const of = problem(createRandom(5, 'window firing'));
    const wanted = collectThenFire(of, half);
    for (const rate of [0, 1]) {
      const { spikes, counts } = await run(of, of.train, 'window', half, rate);
      expect(spikes).toEqual(wanted);
      expect(counts.reduce((a, b) => a + b)).toBe(wanted.reduce((a, b) => a + b));
    }
    expect(wanted).toContain(1);
  });

  test('in any order of the input counts are the same, unless neurons fire at once', async () => {
    const random = createRandom(6, 'window firing');
    const of = problem(random);
    const [here, there] = [of.train, shuffled(of, random)];
    const [window, windowThere] = [
      await run(of, here, 'window', true, 0),
      await run(of, there, 'window', true, 0),
    ];
    expect(windowThere.counts).toEqual(window.counts);
    const [once, onceThere] = [
      await run(of, here, 'immediate', true, 0),
      await run(of, there, 'immediate', true, 0),
    ];
    const differ = (a: readonly number[], b: readonly number[]) =>
      a.filter((value, i) => value !== b[i]).length;
    expect(differ(once.counts, onceThere.counts)).toBeGreaterThan(0.1 * once.counts.length);
    expect(differ(once.counts, window.counts)).toBeGreaterThan(0.1 * once.counts.length);
  });

  test.each(['firstStep', 'constant', 'poisson'] as const)(
    'the first layer sends what it collected of %s input',
    async (coding) => {
      const of = problem(createRandom(7, 'window firing'));
      const settings = settingsOf('window', false);
      const dynamics = { coding, reset: 'soft', leak: 1, decoding: 'potential', seed: 1 } as const;
      const plane = images * inputs;
      // What a Poisson train brings in whole is the number of its spikes over T.
      const counts = Float32Array.from({ length: plane }, (_, i) =>
        of.train.reduce((sum, spike, at) => sum + (at % plane === i ? spike : 0), 0),
      );
      const [sent, wanted] = tf.tidy(() => {
        const whole = tf.tensor(counts, [images, inputs]);
        const share = tf.div(whole, timeSteps);
        const layer = denseLayer(inputs, outputs);
        const x = coding === 'poisson' ? spikesFrom(of.train, timeSteps, [images, inputs]) : share;
        const tensors = tensorsOf(of);
        const plain = { ...tensors, weight: tf.div(tensors.weight, timeSteps) };
        return [
          encode(layer, x, tensors, { ...settings, dynamics }).spikeCount,
          encode(layer, whole, plain, { ...settings, firing: 'immediate' }).spikeCount,
        ];
      });
      const values = [...(await sent!.data())];
      expect(values).toEqual([...(await wanted!.data())]);
      expect(new Set(values).size).toBeGreaterThan(2);
    },
  );
}
