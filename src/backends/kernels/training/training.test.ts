/**
 * Tests the training kernels on wasm and on cpu against double precision, over odd shapes; exact
 * where sums are exact.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasKernel, runKernel } from '../../plain-kernel.ts';
import { openNodeBackend } from '../../testing/backend.ts';
import { adamName } from './adam.ts';
import { type BatchNormAttributes, batchNormGradName, batchNormName, floorOf } from './batch-norm.ts';
import {
  batchNormReference,
  type ConvShape,
  eachProduct,
  type Matrices,
  outputSize,
  product,
} from './testing/reference.ts';

type Draw = (length: number) => Float32Array;

function drawer(seed: number, make: (uniform: number) => number): Draw {
  let state = seed;
  return (length) =>
    Float32Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return make((state >>> 0) / 2 ** 32);
    });
}

/**
 * Draws quarters from −2 to 2: sums of their products are exact in single precision, in every
 * order.
 */
const dyadic = (seed: number) => drawer(seed, (u) => Math.floor(u * 17 - 8) / 4);
const smooth = (seed: number) => drawer(seed, (u) => 2 * u - 1);

async function values(tensor: tf.Tensor): Promise<Float32Array> {
  return (await tensor.data()) as Float32Array;
}

/** Returns the largest difference, relative to the largest entry. */
function worst(actual: ArrayLike<number>, wanted: ArrayLike<number>): number {
  expect(actual.length).toBe(wanted.length);
  const scale = Math.max(1e-30, ...Array.from(wanted, Math.abs));
  let most = 0;
  for (let i = 0; i < actual.length; i++) {
    const gap = Math.abs(actual[i]! - wanted[i]!) / scale;
    most = Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.max(most, gap);
  }
  return most;
}

const strides = [1, 2, 3] as const;
const kernels = [1, 2, 3, 5] as const;

const shapes: fc.Arbitrary<ConvShape> = fc
  .record({
    images: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1, 2, 3, 4, 5, 8, 12),
    filters: fc.constantFrom(1, 3, 4, 7, 8, 10, 16),
    kernel: fc.tuple(fc.constantFrom(...kernels), fc.constantFrom(...kernels)),
    stride: fc.tuple(fc.constantFrom(...strides), fc.constantFrom(...strides)),
    padding: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
    after: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
    spread: fc.tuple(fc.constantFrom(1, 2, 3, 9), fc.constantFrom(1, 2, 3, 9)),
    dilated: fc.boolean(),
  })
  // tfjs has either a stride or a dilation.
  .map(({ stride, spread, dilated, ...rest }) => ({
    ...rest,
    stride: dilated ? ([1, 1] as const) : stride,
    dilation: dilated ? spread : ([1, 1] as const),
  }))
  .filter(({ padding, after, kernel, dilation }) =>
    ([0, 1] as const).every((a) => Math.max(padding[a], after[a]) <= (kernel[a] - 1) * dilation[a]),
  )
  .filter((shape) => outputSize(shape).every((size) => size > 0));

/** A convolution larger than a list of pixels, a group of images and a vector. */
const large: ConvShape = {
  images: 3,
  height: 50,
  width: 47,
  channels: 4,
  filters: 9,
  kernel: [3, 3],
  stride: [1, 1],
  padding: [1, 1],
  after: [1, 1],
  dilation: [1, 1],
};

async function checkConvolution(shape: ConvShape, draw: Draw, tolerance: number): Promise<void> {
  const { images, height, width, channels, filters, kernel, stride, padding, after, dilation } = shape;
  const [outHeight, outWidth] = outputSize(shape);
  const x = draw(images * height * width * channels);
  const w = draw(kernel[0] * kernel[1] * channels * filters);
  const dy = draw(images * outHeight * outWidth * filters);
  const bias = draw(filters);
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length);
  const dw = new Float64Array(w.length);
  eachProduct(shape, (i, k, o) => {
    y[o]! += x[i]! * w[k]!;
    dx[i]! += dy[o]! * w[k]!;
    dw[k]! += dy[o]! * x[i]!;
  });
  const attributes = {
    strides: [...stride] as [number, number],
    pad: [
      [0, 0],
      [padding[0], after[0]],
      [padding[1], after[1]],
      [0, 0],
    ] as unknown as number,
    dilations: [...dilation] as [number, number],
  };
  const results = tf.tidy(() => {
    const image = tf.tensor4d(x, [images, height, width, channels]);
    const filter = tf.tensor4d(w, [kernel[0], kernel[1], channels, filters]);
    const up = tf.tensor4d(dy, [images, outHeight, outWidth, filters]);
    const { strides: by, pad, dilations } = attributes;
    const [byImage] = runKernel(
      tf.Conv2DBackpropInput,
      { dy: up, filter },
      { ...attributes, inputShape: image.shape },
    );
    const [byFilter] = runKernel(
      tf.Conv2DBackpropFilter,
      { x: image, dy: up },
      { ...attributes, filterShape: filter.shape },
    );
    const fused = tf.fused.conv2d({
      x: image,
      filter,
      ...attributes,
      bias: tf.tensor1d(bias),
      activation: 'relu',
    });
    return [tf.conv2d(image, filter, by, pad, 'NHWC', dilations), byImage!, byFilter!, fused];
  });
  const wanted = [y, dx, dw, y.map((value, i) => Math.max(0, value + bias[i % filters]!))];
  for (const [i, result] of results.entries())
    expect(worst(await values(result), wanted[i]!), `result ${i}`).toBeLessThanOrEqual(tolerance);
  tf.dispose([...results]);
}

const matrices: fc.Arbitrary<Matrices> = fc.record({
  rows: fc.integer({ min: 1, max: 21 }),
  steps: fc.integer({ min: 1, max: 21 }),
  columns: fc.integer({ min: 1, max: 21 }),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
});

async function checkProduct(m: Matrices, draw: Draw, tolerance: number): Promise<void> {
  const { rows, steps, columns, transposeA, transposeB } = m;
  const a = draw(rows * steps);
  const b = draw(steps * columns);
  const bias = draw(columns);
  const wanted = product(a, b, m);
  const [plain, fused] = tf.tidy(() => {
    const left = tf.tensor2d(a, transposeA ? [steps, rows] : [rows, steps]);
    const right = tf.tensor2d(b, transposeB ? [columns, steps] : [steps, columns]);
    return [
      tf.matMul(left, right, transposeA, transposeB),
      tf.fused.matMul({
        a: left,
        b: right,
        transposeA,
        transposeB,
        bias: tf.tensor1d(bias),
        activation: 'relu',
      }),
    ] as const;
  });
  expect(plain.shape).toEqual([rows, columns]);
  expect(worst(await values(plain), wanted)).toBeLessThanOrEqual(tolerance);
  const rectified = wanted.map((value, i) => Math.max(0, value + bias[i % columns]!));
  expect(worst(await values(fused), rectified)).toBeLessThanOrEqual(tolerance);
  tf.dispose([plain, fused]);
}

async function checkBatchNorm(
  rows: number,
  channels: number,
  activation: BatchNormAttributes['activation'],
  offset: number,
  tolerance: number,
) {
  const draw = smooth(rows * 31 + channels);
  const x = draw(rows * channels).map((value) => value + offset);
  const dy = draw(rows * channels);
  const gamma = draw(channels).map((value) => value + (value < 0 ? -0.5 : 0.5));
  const beta = draw(channels);
  const attributes: BatchNormAttributes = { epsilon: 1e-5, activation, sizes: [rows] };
  const wanted = batchNormReference(x, dy, gamma, beta, attributes.epsilon, floorOf(attributes));
  const results = tf.tidy(() => {
    const tensors = {
      x: tf.tensor2d(x, [rows, channels]),
      gamma: tf.tensor1d(gamma),
      beta: tf.tensor1d(beta),
    };
    const [y, mean, variance] = runKernel(batchNormName, tensors, attributes) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const up = tf.tensor2d(dy, [rows, channels]);
    const slopes = runKernel(batchNormGradName, { dy: up, ...tensors, y, mean, variance }, attributes);
    return [y, mean, variance, ...slopes];
  });
  const inOrder = [wanted.y, wanted.mean, wanted.variance, wanted.dx, wanted.dgamma, wanted.dbeta];
  for (const [i, result] of results.entries())
    expect(worst(await values(result), inOrder[i]!), `result ${i}`).toBeLessThan(tolerance);
  tf.dispose(results);
}

async function checkAdam(size: number): Promise<void> {
  const draw = smooth(size);
  const attributes = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  const wanted = draw(size).map((value) => value);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let parameter = tf.tensor1d(wanted);
  const copy = tf.clone(parameter);
  const start = wanted.slice();
  const exact = Float64Array.from(wanted);
  const [first, second] = [tf.zeros([size]), tf.zeros([size])];
  for (let step = 1; step <= 3; step++) {
    const slopes = draw(size).map((value, i) => (i % 5 === 4 ? 0 : value * 10 ** -(i % 5)));
    const [correction1, correction2] = [1 - 0.9 ** step, 1 - 0.999 ** step];
    slopes.forEach((slope, i) => {
      mean[i] = 0.9 * mean[i]! + 0.1 * slope;
      square[i] = 0.999 * square[i]! + 0.001 * slope * slope;
      exact[i]! -= (0.01 * (mean[i]! / correction1)) / (Math.sqrt(square[i]! / correction2) + 1e-8);
    });
    const gradient = tf.tensor1d(slopes);
    const [next] = runKernel(
      adamName,
      { parameter, gradient, first, second },
      { ...attributes, correction1, correction2 },
    );
    parameter.dispose();
    gradient.dispose();
    parameter = next as tf.Tensor1D;
  }
  expect(worst(await values(parameter), exact)).toBeLessThan(1e-6);
  expect(worst(await values(first), mean)).toBeLessThan(1e-6);
  expect(worst(await values(second), square)).toBeLessThan(1e-6);
  // A parameter may share its memory with a snapshot.
  expect(await values(copy)).toEqual(start);
  tf.dispose([parameter, copy, first, second]);
}

describe('training kernels on wasm', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
    expect(hasKernel(batchNormName)).toBe(true);
  });

  test('convolution and its gradients, exact where sums are exact', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer(), (shape, seed) => checkConvolution(shape, dyadic(seed), 0)),
      { numRuns: 300 },
    );
    await checkConvolution(large, smooth(1), 1e-5);
    await checkConvolution({ ...large, channels: 3, stride: [2, 3] }, smooth(2), 1e-5);
    await checkConvolution({ ...large, images: 70, height: 5, width: 4 }, smooth(3), 1e-5);
    await checkConvolution({ ...large, dilation: [2, 3] }, smooth(8), 1e-5);
    // A signal, with a dilation as long as itself too.
    const signal = { ...large, height: 1, width: 900, kernel: [1, 3], padding: [0, 512] } as const;
    for (const channels of [3, 8])
      await checkConvolution({ ...signal, channels, after: [0, 512], dilation: [1, 512] }, smooth(9), 1e-5);
    await checkConvolution(
      { ...signal, after: [0, 900], padding: [0, 900], dilation: [1, 900] },
      smooth(9),
      1e-5,
    );
  });

  test('convolution with the paddings that tfjs names, and with dilation, as the cpu backend has it', async () => {
    const draw = smooth(4);
    const [x, w] = [draw(2 * 7 * 6 * 3), draw(3 * 2 * 3 * 5)];
    const all = async () => {
      const made = tf.tidy(() => {
        const [image, filter] = [tf.tensor4d(x, [2, 7, 6, 3]), tf.tensor4d(w, [3, 2, 3, 5])];
        const by = (stride: number, pad: 'same' | 'valid' | number) =>
          tf.grads((a: tf.Tensor, b: tf.Tensor) =>
            tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad)),
          )([image, filter]);
        const dilated = tf.conv2d(image, filter, 1, 'valid', 'NHWC', 2);
        return [...by(1, 'same'), ...by(2, 'same'), ...by(2, 'valid'), ...by(1, 1), dilated];
      });
      const read = await Promise.all(made.map(values));
      tf.dispose(made);
      return read;
    };
    const wasm = await all();
    await openNodeBackend('cpu');
    const cpu = await all();
    await openNodeBackend('wasm');
    for (const [i, result] of wasm.entries()) expect(worst(result, cpu[i]!)).toBeLessThan(1e-5);
  });

  test('matrix products, transposed or not, exact where sums are exact', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, fc.integer(), (m, seed) => checkProduct(m, dyadic(seed), 0)),
      { numRuns: 300 },
    );
    for (const transposeA of [false, true])
      for (const transposeB of [false, true]) {
        const flags = { transposeA, transposeB };
        // Several blocks of rows, of steps and of columns, with a rest in each.
        await checkProduct({ rows: 259, steps: 70, columns: 13, ...flags }, smooth(5), 1e-5);
        await checkProduct({ rows: 6, steps: 1101, columns: 523, ...flags }, smooth(6), 1e-5);
      }
  });

  test('a batch of products goes where it went', async () => {
    const draw = dyadic(7);
    const [a, b] = [draw(3 * 4 * 5), draw(3 * 5 * 6)];
    const result = tf.tidy(() => tf.matMul(tf.tensor3d(a, [3, 4, 5]), tf.tensor3d(b, [3, 5, 6])));
    const wanted = [0, 1, 2].flatMap((n) => [
      ...product(a.subarray(n * 20), b.subarray(n * 30), {
        ...{ rows: 4, steps: 5, columns: 6 },
        ...{ transposeA: false, transposeB: false },
      }),
    ]);
    expect([...(await values(result))]).toEqual(wanted);
  });

  test('what is not a number stays visible through ReLU', async () => {
    const result = tf.tidy(() =>
      tf.fused.matMul({
        a: tf.tensor2d([Number.NaN, 1], [1, 2]),
        b: tf.tensor2d([1, 1], [2, 1]),
        bias: tf.tensor1d([0]),
        activation: 'relu',
      }),
    );
    expect(await values(result)).toEqual(Float32Array.of(Number.NaN));
  });
});

for (const backend of ['cpu', 'wasm'] as const)
  describe(`update kernels on ${backend}`, () => {
    beforeAll(async () => {
      await openNodeBackend(backend);
    }, 60_000);

    test.each([1, 3, 4, 7, 16, 33])('batch norm with and without ReLU, %s channels', async (channels) => {
      for (const activation of ['relu', 'linear'] as const) {
        // Of very few rows dx would be a difference of nearly equal numbers.
        for (const rows of [9, 64, 1500]) await checkBatchNorm(rows, channels, activation, 0, 1e-5);
        await checkBatchNorm(600, channels, activation, 100, 1e-4);
      }
    });

    test.each([1, 4, 7, 1030])('Adam on %s weights', (size) => checkAdam(size));
  });

test('means and squares fade to zero on wasm, and what is not a number does not', async () => {
  await openNodeBackend('wasm');
  const [first, second] = [tf.tensor1d([1e-30, 1e-3, 1, 1, 1e-30]), tf.tensor1d([1e-36, 1, 1, 1, 1e-36])];
  const attributes = {
    learningRate: 1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    correction1: 1,
    correction2: 1,
  };
  const gradient = tf.tensor1d([0, 0, Number.NaN, 1e-25, 0]);
  const [next] = runKernel(adamName, { parameter: tf.zeros([5]), gradient, first, second }, attributes);
  const moved = await values(first);
  expect([...moved].map((value) => (value < 0.5 ? value : Number.NaN))).toEqual([
    0,
    Math.fround(Math.fround(1e-3) * Math.fround(0.9)),
    Number.NaN,
    Number.NaN,
    0,
  ]);
  expect((await values(second))[0]).toBe(0);
  expect(Number.isNaN((await values(next!))[2])).toBe(true);
  expect((await values(next!))[0]).toBe(0);
});
