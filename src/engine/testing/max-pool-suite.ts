/** Laws of max pooling that hold on every backend, against plain loops. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { maxPoolGradName } from '../../backends/kernels/training/max-pool.ts';
import { hasKernel } from '../../backends/plain-kernel.ts';
import { goingOn as plainGoingOn } from '../../networks/cost.ts';
import { type MaxPoolStep, maxPool } from '../../networks/kinds/max-pool.ts';
import type { Layer } from '../../networks/layer.ts';
import type { Pair } from '../../networks/shape.ts';
import { maxPoolTensors } from '../layers/max-pool.ts';
import { goingOn } from '../layers/synapse.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import { respond } from '../spiking/spiking-layer.ts';
import { createRandom, type Random } from '../work/random.ts';
import { denseLayer, imageLayer } from './layers.ts';
import { spikesFrom } from './spikes.ts';

/** Computes the largest value of each window, and hands `up` to the first place that has it. */
function reference({ inputShape, outputShape, kernel, stride }: MaxPoolStep, x: number[], up: number[]) {
  const [height, width, channels] = inputShape;
  const [rows, columns] = outputShape;
  const output = up.map(() => Number.NEGATIVE_INFINITY);
  const gradient = x.map(() => 0);
  for (let at = 0; at < up.length; at++) {
    const channel = at % channels;
    const column = Math.floor(at / channels) % columns;
    const row = Math.floor(at / channels / columns) % rows;
    const image = Math.floor(at / channels / columns / rows);
    let first = 0;
    for (let ky = 0; ky < kernel[0]; ky++)
      for (let kx = 0; kx < kernel[1]; kx++) {
        const [y, across] = [row * stride[0] + ky, column * stride[1] + kx];
        const from = ((image * height + y) * width + across) * channels + channel;
        if (x[from]! <= output[at]!) continue;
        output[at] = x[from]!;
        first = from;
      }
    gradient[first]! += up[at]!;
  }
  return { output, gradient };
}

const images = 3;

/** Windows side by side that leave a column over, and windows that overlap. */
const windows: readonly [Pair, Pair][] = [
  [
    [2, 2],
    [2, 2],
  ],
  [
    [3, 2],
    [2, 1],
  ],
];

export function maxPoolLaws(): void {
  test.each(windows)('max pooling of %s every %s: values and gradients', async (kernel, stride) => {
    const random = createRandom(11, 'max pooling');
    const step = maxPool({ name: 'pool', inputShape: [6, 7, 2], kernel, stride });
    const [rows, columns] = step.outputShape;
    const size = images * 6 * 7 * 2;
    // As behind a ReLU, so that many windows have their largest value twice; a GPU takes another.
    const x = hasKernel(maxPoolGradName)
      ? Array.from({ length: size }, () => Math.max(0, Math.floor(random.next() * 6) - 2))
      : [...random.permutation(size)];
    const up = Array.from({ length: images * rows * columns * 2 }, () => Math.floor(random.next() * 9) - 4);
    const wanted = reference(step, x, up);
    const [output, gradient] = tf.tidy(() => {
      const input = tf.tensor4d(x, [images, 6, 7, 2]);
      const { value, grad } = tf.valueAndGrad((of: tf.Tensor) => maxPoolTensors.apply(step, of))(
        input,
        tf.tensor4d(up, [images, rows, columns, 2]),
      );
      return [value, grad];
    });
    expect([...(await output!.data())]).toEqual(wanted.output);
    expect([...(await gradient!.data())]).toEqual(wanted.gradient);
  });
}

const timeSteps = 6;

/** A convolution of single pixels of whole weights, a pool, and a dense layer behind it. */
interface Pooled {
  readonly step: MaxPoolStep;
  readonly weight: readonly number[];
  readonly bias: readonly number[];
  readonly threshold: number;
  readonly behind: { readonly weight: readonly number[]; readonly threshold: number };
  /** The train that arrives, `[T, images, 6, 7, 2]`. */
  readonly train: Uint8Array;
}

/** Weights are multiples of this, so that float32 adds them exactly. */
const unit = 1 / 64;
const [channels, outputs] = [3, 5];

function pooledProblem(random: Random, [kernel, stride]: readonly [Pair, Pair]): Pooled {
  const whole = (least: number, most: number) => least + Math.floor(random.next() * (most - least + 1));
  const step = maxPool({ name: 'pool', inputShape: [6, 7, channels], kernel, stride });
  const values = step.outputShape[0] * step.outputShape[1] * channels;
  return {
    step,
    weight: Array.from({ length: 2 * channels }, () => whole(4, 16)),
    bias: Array.from({ length: channels }, () => whole(-20, 0)),
    threshold: 2 * whole(8, 14),
    behind: {
      weight: Array.from({ length: values * outputs }, () => whole(-9, 12)),
      threshold: 2 * whole(20, 60),
    },
    train: Uint8Array.from({ length: timeSteps * images * 6 * 7 * 2 }, () => (random.next() < 0.4 ? 1 : 0)),
  };
}

/** Discharges what was collected, step by step in whole numbers: `[T][neurons]`. */
function discharged(collected: readonly number[], threshold: number): number[][] {
  const potential = collected.map((sum) => sum + threshold / 2);
  return Array.from({ length: timeSteps }, () =>
    potential.map((value, i) => {
      if (value < threshold) return 0;
      potential[i] = value - threshold;
      return 1;
    }),
  );
}

const added = (steps: readonly (readonly number[])[]) =>
  steps[0]!.map((_, i) => steps.reduce((sum, step) => sum + step[i]!, 0));

/** Collects, fires, joins the trains of each window by a logical OR at each step, and goes on. */
function collectThenJoin({ step, weight, bias, threshold, behind, train }: Pooled, image: number) {
  const pixels = 6 * 7;
  const first = discharged(
    Array.from({ length: pixels * channels }, (_, i) => {
      const [pixel, c] = [Math.floor(i / channels), i % channels];
      let sum = bias[c]!;
      for (let t = 0; t < timeSteps; t++)
        for (let k = 0; k < 2; k++)
          if (train[((t * images + image) * pixels + pixel) * 2 + k]) sum += weight[k * channels + c]!;
      return sum;
    }),
    threshold,
  );
  const joined = first.map((spikes) => joinedSpikes(step, spikes));
  const counts = added(joined);
  const second = discharged(
    Array.from({ length: outputs }, (_, o) =>
      counts.reduce((sum, count, i) => sum + count * behind.weight[i * outputs + o]!, 0),
    ),
    behind.threshold,
  );
  return { first, counts, second };
}

/** Returns, for each window, whether one of its neurons sends a spike: a logical OR. */
function joinedSpikes({ inputShape, outputShape, kernel, stride }: MaxPoolStep, spikes: readonly number[]) {
  const [, width, all] = inputShape;
  const joined: number[] = [];
  for (let y = 0; y < outputShape[0]; y++)
    for (let x = 0; x < outputShape[1]; x++)
      for (let c = 0; c < all; c++) {
        let any = 0;
        for (let ky = 0; ky < kernel[0]; ky++)
          for (let kx = 0; kx < kernel[1]; kx++)
            any |= spikes[((y * stride[0] + ky) * width + x * stride[1] + kx) * all + c]!;
        joined.push(any);
      }
  return joined;
}

const inUnits = (values: readonly number[]) => Float32Array.from(values, (value) => value * unit);

/** Adds the tests of max pooling between neurons that fire after their window. */
export function maxPoolFiringLaws(): void {
  test.each(windows)('max pooling of %s every %s joins sorted trains', async (...window) => {
    for (const seed of [1, 2, 3]) {
      const of = pooledProblem(createRandom(seed, 'joined trains'), window);
      const { step } = of;
      const convolution: Layer = imageLayer({
        ...{ inputShape: [6, 7, 2], filters: channels, kernel: 1, stride: 1, padding: 0 },
      });
      const values = step.outputShape[0] * step.outputShape[1] * channels;
      const flat = { kind: 'flatten', inputShape: step.outputShape } as const;
      const dense: Layer = { ...denseLayer(values, outputs), before: [step, flat] };
      const settings = {
        timeSteps,
        initialPotential: 'half',
        firstLayerBias: 'firstStep',
        firing: 'window',
      } as const;
      const found = tf.tidy(() => {
        const first = respond(
          convolution,
          spikesFrom(of.train, timeSteps, [images, 6, 7, 2]),
          {
            weight: tf.tensor(inUnits(of.weight), [1, 1, 2, channels]),
            bias: tf.tensor1d(inUnits(of.bias)),
            threshold: tf.tensor1d(inUnits([of.threshold])),
          },
          settings,
        );
        const second = respond(
          dense,
          first.spikes,
          {
            weight: tf.tensor(inUnits(of.behind.weight), [values, outputs]),
            bias: tf.zeros<tf.Rank.R1>([outputs]),
            threshold: tf.tensor1d(inUnits([of.behind.threshold])),
          },
          settings,
        );
        return [
          trainOf(first.spikes, timeSteps),
          goingOn(dense, first.spikeCount),
          trainOf(second.spikes, timeSteps),
          second.spikeCount,
        ];
      });
      const [first, counts, second, seconds] = await Promise.all(found.map(async (each) => each.data()));
      tf.dispose(found);
      const wanted = Array.from({ length: images }, (_, image) => collectThenJoin(of, image));
      const overTime = (trains: readonly number[][][]) =>
        Array.from({ length: timeSteps }, (_, t) => trains.map((train) => train[t]!)).flat(2);
      expect([...first!]).toEqual(overTime(wanted.map((each) => each.first)));
      expect([...counts!]).toEqual(wanted.flatMap((each) => each.counts));
      expect([...second!]).toEqual(overTime(wanted.map((each) => each.second)));
      expect([...seconds!]).toEqual(wanted.flatMap((each) => added(each.second)));
      // In plain numbers too, and the neurons say something.
      const perImage = first!.length / timeSteps / images;
      const firstCounts = wanted.map((each) => added(each.first));
      expect(firstCounts[0]).toHaveLength(perImage);
      expect(Array.from(plainGoingOn(dense, firstCounts[0]!))).toEqual(wanted[0]!.counts);
      expect(new Set(counts).size).toBeGreaterThan(3);
      expect(new Set(seconds).size).toBeGreaterThan(2);
    }
  });

  test('trains in another order join to more spikes than the largest count', () => {
    const random = createRandom(4, 'joined trains');
    const of = pooledProblem(random, windows[0]!);
    const { first, counts } = collectThenJoin(of, 0);
    const moved = first.map((spikes) => [...spikes]);
    first[0]!.forEach((_, i) => {
      random.permutation(timeSteps).forEach((from, t) => {
        moved[t]![i] = first[from]![i]!;
      });
    });
    const joined = added(moved.map((spikes) => joinedSpikes(of.step, spikes)));
    expect(joined.every((count, i) => count >= counts[i]!)).toBe(true);
    expect(joined.filter((count, i) => count > counts[i]!).length).toBeGreaterThan(0.3 * counts.length);
  });
}
