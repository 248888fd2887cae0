/**
 * The numeric suite that runs on every backend: golden values first, then laws that need tensors.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { boundsOf, quantiseValues } from '../../backends/kernels/training/quantise.ts';
import type { Synapse } from '../../networks/kinds/index.ts';
import type { Layer } from '../../networks/layer.ts';
import { straightThrough } from '../hybrid/hybrid.ts';
import { inferLayer } from '../layers/ann.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { levelsOf } from '../layers/constraint.ts';
import { createParameters } from '../layers/parameters.ts';
import { quantise } from '../layers/quantise.ts';
import { synapticCurrent } from '../layers/synapse.ts';
import { composed, integrateAndFire } from '../spiking/neuron.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import { encode, respond } from '../spiking/spiking-layer.ts';
import { createRandom } from '../work/random.ts';
import { convolutions } from './convolution-suite.ts';
import { casesOf, type GoldenCase, permuted, plain } from './golden.ts';
import { denseLayer, imageLayer } from './layers.ts';
import { maxPoolFiringLaws, maxPoolLaws } from './max-pool-suite.ts';
import { refusals } from './refusal-suite.ts';
import { spikesFrom } from './spikes.ts';
import { surrogateNeuronLaws } from './surrogate-suite.ts';
import { wideNeuronLaws } from './wide-neuron-suite.ts';
import { windowFiringLaws } from './window-firing-suite.ts';

const window = (timeSteps: number) =>
  ({ timeSteps, initialPotential: 'zero', firstLayerBias: 'firstStep' }) as const;

function closeTo(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  expect(actual.length).toBe(expected.length);
  // Relative to the largest entry: an entry near zero is a difference of larger ones.
  const scale = Math.max(...Array.from(expected, Math.abs), 1e-30);
  let worst = 0;
  for (let i = 0; i < actual.length; i++)
    worst = Math.max(worst, Math.abs(actual[i]! - expected[i]!) / scale);
  expect(worst).toBeLessThan(relative);
}

/** Arrival rates: so sparse that events are taken, or so dense that the dense product is. */
const ways = [
  ['event-driven', 0],
  ['dense', 1],
] as const;

/** Axes that turn a golden value as PyTorch stores it into the engine's order. */
const goldenAxes: Record<Synapse['kind'], { train: number[]; weight: number[]; output: number[] }> = {
  conv2d: { train: [1, 0, 3, 4, 2], weight: [2, 3, 1, 0], output: [0, 2, 3, 1] },
  dense: { train: [1, 0, 2], weight: [1, 0], output: [0, 1] },
};

/**
 * Compares spiking layers with the golden file, stored as `[N, T, …]`: their response to their
 * input trains.
 */
function goldenResponse(
  entry: GoldenCase,
  layer: Layer,
  names: { train: string; weight: string; spikes: string },
  arrivalRate: number,
) {
  const axes = goldenAxes[layer.synapse.kind];
  const train = permuted(entry[names.train], axes.train);
  const weight = permuted(entry[names.weight], axes.weight);
  const wanted = permuted(entry[names.spikes], axes.train);
  const spikes = tf.tidy(() => {
    const tensors = {
      weight: tf.tensor(weight.values, weight.shape),
      bias: tf.tensor1d(plain(entry.bias_total)),
      threshold: tf.tensor1d([entry.threshold as number]),
    };
    const steps = entry.T as number;
    const arriving = spikesFrom(train.values, steps, train.shape.slice(1));
    return trainOf(respond(layer, arriving, tensors, window(steps), arrivalRate).spikes, steps);
  });
  return { spikes, wanted: wanted.values };
}

function convLayer(entry: GoldenCase, train: string, weight: string): Layer {
  const [, , channels, height, width] = (entry[train] as { shape: number[] }).shape;
  const [filters, , kernel] = (entry[weight] as { shape: number[] }).shape;
  return imageLayer({
    inputShape: [height!, width!, channels!],
    filters: filters!,
    kernel: kernel!,
    stride: entry.stride as number,
    padding: entry.padding as number,
  });
}

/**
 * Compares gradients through a hybrid layer whose batch norm uses its running statistics, as
 * stored.
 */
async function goldenHybrid(entry: GoldenCase, layer: Layer): Promise<void> {
  const { train: trainAxes, weight: weightAxes, output: outAxes } = goldenAxes[layer.synapse.kind];
  const train = permuted(entry.spikes_in, trainAxes);
  const parameters = createParameters(layer, {
    weight: permuted(entry.weight, weightAxes).values,
    bias: plain(entry.bias),
    batchNorm: {
      gamma: plain(entry.bn_gamma),
      beta: plain(entry.bn_beta),
      mean: plain(entry.bn_mean),
      variance: plain(entry.bn_var),
    },
  });
  const up = permuted(entry.upstream_grad_on_counts, outAxes);
  const spikes = tf.tensor(train.values, train.shape);
  const counts = permuted(entry.counts_out, outAxes);
  const { weight, bias, batchNorm } = parameters;
  const variables = [weight, bias, batchNorm!.gamma, batchNorm!.beta];
  const value = tf.sum(spikes, 0);
  const analog = tf.tidy(() => inferLayer(layer, parameters, value, false));
  closeTo(await analog.data(), permuted(entry.ann_output, outAxes).values, 1e-5);
  const { grads } = tf.variableGrads(() => {
    const output = straightThrough(
      inferLayer(layer, parameters, value, false),
      tf.tensor(counts.values, counts.shape),
    );
    return tf.sum(tf.mul(output, tf.tensor(up.values, up.shape))) as tf.Scalar;
  }, variables);
  closeTo(await grads[weight.name]!.data(), permuted(entry.grad_weight, weightAxes).values, 1e-5);
  closeTo(await grads[bias.name]!.data(), plain(entry.grad_bias), 1e-5);
  closeTo(await grads[batchNorm!.gamma.name]!.data(), plain(entry.grad_gamma), 1e-5);
  closeTo(await grads[batchNorm!.beta.name]!.data(), plain(entry.grad_beta), 1e-5);
}

/**
 * Returns numbers with few binary digits: sums of them are exact in float32, so every order of
 * summation agrees.
 */
function dyadic(
  random: ReturnType<typeof createRandom>,
  length: number,
  unit = 1 / 16,
  range = 32,
): Float32Array {
  return Float32Array.from({ length }, () => (Math.floor(random.next() * 2 * range) - range) * unit);
}

export function numericSuite(name: string, open: () => Promise<unknown>): void {
  describe(`numeric suite on ${name}`, () => {
    beforeAll(async () => {
      await open();
    });

    test.each(casesOf('linear_if').flatMap((entry) => ways.map((way) => [entry.T, ...way, entry] as const)))(
      'golden dense IF spikes, T = %s, %s',
      async (_, __, arrivalRate, entry) => {
        const [, inputs] = (entry.weight_out_in as { shape: number[] }).shape;
        const outputs = (entry.bias_total as { shape: number[] }).shape[0]!;
        const layer = denseLayer(inputs!, outputs);
        const names = { train: 'spikes_in', weight: 'weight_out_in', spikes: 'spikes_out' };
        const { spikes, wanted } = goldenResponse(entry, layer, names, arrivalRate);
        expect([...(await spikes.data())]).toEqual([...wanted]);
      },
    );

    test.each(
      casesOf('conv2d_if').flatMap((entry) =>
        ways.map((way) => [entry.T, entry.stride, ...way, entry] as const),
      ),
    )('golden convolutional IF spikes, T = %s, stride %s, %s', async (_, __, ___, arrivalRate, entry) => {
      const layer = convLayer(entry, 'spikes_in_NTCHW', 'weight_OIHW');
      const names = { train: 'spikes_in_NTCHW', weight: 'weight_OIHW', spikes: 'spikes_out_NTCHW' };
      const { spikes, wanted } = goldenResponse(entry, layer, names, arrivalRate);
      expect([...(await spikes.data())]).toEqual([...wanted]);
    });

    test('golden hybrid dense layer: activations and gradients', async () => {
      for (const entry of casesOf('hybrid_linear')) {
        const [outputs, inputs] = (entry.weight as { shape: number[] }).shape;
        await goldenHybrid(entry, {
          ...denseLayer(inputs!, outputs!),
          batchNorm: { epsilon: 0, momentum: 0.1 },
        });
      }
    });

    test('golden hybrid convolution: activations and gradients', async () => {
      for (const entry of casesOf('hybrid_conv')) {
        const layer = convLayer(entry, 'spikes_in', 'weight');
        await goldenHybrid(entry, { ...layer, batchNorm: { epsilon: 0, momentum: 0.1 } });
      }
    });

    test.each([
      [1, 'zero'],
      [7, 'half'],
      [33, 'zero'],
    ] as const)('fused neurons equal the plain step, T = %s, V₀ %s', async (timeSteps, initialPotential) => {
      const random = createRandom(timeSteps, 'numeric suite');
      const shape = [Math.max(1, timeSteps - 2), 3, 5];
      const settings = { timeSteps, initialPotential };
      const [fused, plainly] = tf.tidy(() => {
        const current = tf.tensor(dyadic(random, shape[0]! * 15), shape);
        const injected = tf.tensor1d(dyadic(random, 5));
        // A threshold of 0 marks a dead channel.
        const threshold = tf.tensor1d([0.5, 1, 0, 0.75, 2]);
        return [
          trainOf(integrateAndFire(current, injected, { threshold }, settings).spikes, timeSteps),
          composed(current, injected, { threshold }, settings).spikes,
        ];
      });
      const values = [...(await fused!.data())];
      expect(values).toEqual([...(await plainly!.data())]);
      expect(values.some((v) => v === 1)).toBe(true);
      expect(values.filter((_, i) => i % 5 === 2).every((v) => v === 0)).toBe(true);
    });

    test.each([
      ['soft', 0.5, 'constant'],
      ['hard', 1, 'constant'],
      ['hard', 0.5, 'firstStep'],
    ] as const)(
      '%s reset, leak %s, %s input: fused, step by step and in pieces',
      async (reset, leak, coding) => {
        const random = createRandom(9, 'numeric suite');
        const dynamics = { coding, reset, leak, decoding: 'potential', seed: 1 } as const;
        // As many steps as a power of two, so that parts of the input are exact.
        const settings = { ...window(64), dynamics };
        const layer = imageLayer({ inputShape: [5, 4, 3], filters: 4, kernel: 3, stride: 2, padding: 1 });
        const [first, step, events, dense] = tf.tidy(() => {
          const tensors = {
            weight: tf.tensor(dyadic(random, 108), [3, 3, 3, 4]),
            bias: tf.tensor1d(dyadic(random, 4)),
            threshold: tf.tensor1d([1 / 16, 1 / 8, 0, 3 / 32]),
          };
          const x = tf.tensor(dyadic(random, 120), [2, 5, 4, 3]);
          const whole = tf.add(synapticCurrent(layer, x, tensors.weight), tensors.bias);
          const held = coding === 'constant';
          const stepwise = composed(
            tf.expandDims(held ? tf.div(whole, 64) : whole, 0),
            tf.zeros([4]),
            { threshold: tensors.threshold, leak, reset },
            { ...settings, held },
          );
          const train = dyadic(random, 64 * 120).map((v) => (v > 1 ? 1 : 0));
          const arriving = spikesFrom(train, 64, [2, 5, 4, 3]);
          return [
            trainOf(encode(layer, x, tensors, settings).spikes, 64),
            stepwise.spikes,
            trainOf(respond(layer, arriving, tensors, settings, 0).spikes, 64),
            trainOf(respond(layer, arriving, tensors, settings, 1).spikes, 64),
          ];
        });
        const values = [...(await first!.data())];
        expect(values).toEqual([...(await step!.data())]);
        expect(values).toContain(1);
        const driven = [...(await events!.data())];
        expect(driven).toEqual([...(await dense!.data())]);
        expect(driven).toContain(1);
      },
    );

    test('convolution is padded on every side, at stride 2 too', async () => {
      const layer = imageLayer({ inputShape: [4, 4, 1], filters: 1, kernel: 3, stride: 2, padding: 1 });
      const image = tf.tensor4d(
        Float32Array.from({ length: 16 }, (_, i) => i + 1),
        [1, 4, 4, 1],
      );
      const out = tf.tidy(() => synapticCurrent(layer, image, tf.ones([3, 3, 1, 1])));
      // TensorFlow's "same" would start at row 0 instead of −1 and give other sums.
      expect([...(await out.data())]).toEqual([14, 30, 57, 99]);
    });

    test('gradients of a small network agree with finite differences', async () => {
      const random = createRandom(3, 'numeric suite');
      const layer = imageLayer({ inputShape: [5, 6, 2], filters: 3, kernel: 3, stride: 2, padding: 1 });
      const x = tf.tensor4d(dyadic(random, 4 * 60), [4, 5, 6, 2]);
      const weight = dyadic(random, 54, 1 / 64);
      const loss = (w: tf.Tensor) => tf.sum(tf.square(synapticCurrent(layer, x, w))) as tf.Scalar;
      const gradient = tf.tidy(() => tf.grad(loss)(tf.tensor(weight, [3, 3, 2, 3])));
      const slopes = await gradient.data();
      for (const at of [0, 13, 29, 53]) {
        const shifted = async (by: number) => {
          const moved = weight.slice();
          moved[at]! += by;
          const value = tf.tidy(() => loss(tf.tensor(moved, [3, 3, 2, 3])));
          return (await value.data())[0]!;
        };
        const slope = ((await shifted(0.125)) - (await shifted(-0.125))) / 0.25;
        expect(Math.abs(slope - slopes[at]!)).toBeLessThan(1e-3 * Math.max(1, Math.abs(slope)));
      }
    });

    test.each(['tensor', 'channel'] as const)(
      'weights go to the same levels everywhere, per %s',
      async (scope) => {
        const random = createRandom(9, 'numeric suite');
        // A few dyadic numbers lie just half-way; a channel of zeros has no scale.
        const values = Float32Array.from({ length: 60 * 4 }, (_, i) => {
          if (i % 4 === 3) return 0;
          return i % 3 === 0 ? Math.floor(random.next() * 33 - 16) / 16 : random.normal() / 4;
        });
        const precisions = [
          ...[2, 3, 4, 8].map((bits) => ({ scheme: 'uniform', bits }) as const),
          { scheme: 'levels', levels: [-1, -0.5, -0.125, 0, 0.0625, 0.75] } as const,
          { scheme: 'levels', levels: [-0.5, 0.5] } as const,
        ];
        for (const precision of precisions) {
          const levels = levelsOf(precision);
          const wanted = new Float32Array(values.length);
          const table = { levels, bounds: boundsOf(levels), perChannel: scope === 'channel' };
          quantiseValues(values, wanted, table, 4);
          const rounded = tf.tidy(() => quantise(tf.tensor(values, [3, 20, 1, 4]), precision, scope));
          expect([...(await rounded.data())]).toEqual([...wanted]);
          rounded.dispose();
        }
      },
    );

    test.each(['relu', 'linear'] as const)(
      'batch norm, %s: values, statistics and gradients of each group against double precision',
      async (activation) => {
        const random = createRandom(5, 'numeric suite');
        const [rows, channels] = [24, 3];
        const values = Array.from({ length: rows * channels }, () => random.normal() + 4);
        const up = Array.from({ length: rows * channels }, () => random.normal());
        const gamma = [1, 0.5, -2];
        const beta = [0, 0.25, 0.5];
        const sizes = [5, 11, 8];
        const attributes = { epsilon: 1e-5, activation, sizes };
        const of = (all: number[], g: number) => {
          const first = sizes.slice(0, g).reduce((a, b) => a + b, 0);
          return all.slice(first * channels, (first + sizes[g]!) * channels);
        };
        const groups = sizes.map((_, g) =>
          referenceBatchNorm(of(values, g), of(up, g), gamma, beta, attributes),
        );
        const sum = (name: 'dgamma' | 'dbeta') =>
          gamma.map((__, c) => groups.reduce((total, group) => total + group[name][c]!, 0));
        const wanted = {
          output: groups.flatMap(({ output }) => output),
          mean: groups.flatMap(({ mean }) => mean),
          variance: groups.flatMap(({ variance }) => variance),
          dx: groups.flatMap(({ dx }) => dx),
          dgamma: sum('dgamma'),
          dbeta: sum('dbeta'),
        };
        const x = tf.tensor2d(values, [rows, channels]);
        const parameters = createParameters(
          { ...denseLayer(1, channels), batchNorm: { epsilon: 1e-5, momentum: 0.1 } },
          {
            weight: new Float32Array(channels),
            bias: new Float32Array(channels),
            batchNorm: {
              gamma: Float32Array.from(gamma),
              beta: Float32Array.from(beta),
              mean: new Float32Array(channels),
              variance: new Float32Array(channels),
            },
          },
        ).batchNorm!;
        const { output, mean, variance } = batchNorm(x, parameters, attributes);
        closeTo(await output.data(), wanted.output, 1e-5);
        closeTo(await mean.data(), wanted.mean, 1e-5);
        closeTo(await variance.data(), wanted.variance, 1e-5);
        const variable = tf.variable(x);
        const { grads } = tf.variableGrads(
          () =>
            tf.sum(
              tf.mul(batchNorm(variable, parameters, attributes).output, tf.tensor2d(up, [rows, channels])),
            ) as tf.Scalar,
          [variable, parameters.gamma, parameters.beta],
        );
        closeTo(await grads[variable.name]!.data(), wanted.dx, 2e-5);
        closeTo(await grads[parameters.gamma.name]!.data(), wanted.dgamma, 2e-5);
        closeTo(await grads[parameters.beta.name]!.data(), wanted.dbeta, 2e-5);
      },
    );

    maxPoolLaws();
    maxPoolFiringLaws();
    surrogateNeuronLaws();
    windowFiringLaws();
    wideNeuronLaws();
    convolutions();
    refusals();
  });
}

function referenceBatchNorm(
  x: number[],
  up: number[],
  gamma: number[],
  beta: number[],
  { epsilon, activation }: { epsilon: number; activation: 'relu' | 'linear' },
) {
  const floor = activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY;
  const channels = gamma.length;
  const rows = x.length / channels;
  const of = (c: number, values: number[]) => values.filter((_, i) => i % channels === c);
  const mean = gamma.map((_, c) => of(c, x).reduce((a, b) => a + b, 0) / rows);
  const variance = gamma.map((_, c) => of(c, x).reduce((a, b) => a + (b - mean[c]!) ** 2, 0) / rows);
  const normal = x.map((v, i) => (v - mean[i % channels]!) / Math.sqrt(variance[i % channels]! + epsilon));
  const output = normal.map((v, i) => Math.max(floor, v * gamma[i % channels]! + beta[i % channels]!));
  const g = up.map((v, i) => (output[i]! > floor ? v : 0));
  const dbeta = gamma.map((_, c) => of(c, g).reduce((a, b) => a + b, 0));
  const weighted = g.map((v, i) => v * normal[i]!);
  const dgamma = gamma.map((_, c) => of(c, weighted).reduce((a, b) => a + b, 0));
  const dx = g.map((v, i) => {
    const c = i % channels;
    const centred = v - dbeta[c]! / rows - (normal[i]! * dgamma[c]!) / rows;
    return (gamma[c]! / Math.sqrt(variance[c]! + epsilon)) * centred;
  });
  return { output, mean, variance, dx, dgamma, dbeta };
}
