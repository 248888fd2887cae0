/**
 * Tests on every backend convolutions whose padding is unequal or whose kernel is dilated: values
 * and both gradients against sums over single connections, exact, since all numbers are dyadic.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { type Conv2dRecord, conv2d, conv2dKind } from '../../networks/kinds/conv2d.ts';
import { eachConnection } from '../../networks/kinds/windows.ts';
import type { Layer } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import { affine, synapticCurrent, trainedCurrent } from '../layers/synapse.ts';
import { createRandom } from '../work/random.ts';

const image = { name: 'conv1', inputShape: [7, 6, 3], filters: 4, kernel: [3, 2], stride: [1, 1] } as const;
const signal = { name: 'conv1', inputShape: [1, 21, 4], filters: 5, kernel: [1, 3], stride: [1, 1] } as const;

const geometries: readonly [string, Conv2dRecord][] = [
  [
    'an image, more padded behind, at stride 2',
    conv2d({ ...image, stride: [2, 2], padding: { before: [0, 0], after: [1, 1] } }),
  ],
  [
    'an image, padded before alone, with rows that no window reaches',
    conv2d({ ...image, stride: [3, 2], padding: { before: [1, 1], after: [0, 0] } }),
  ],
  ['an image, dilated by 2×3', conv2d({ ...image, padding: [2, 1], dilation: [2, 3] })],
  ['an image, dilated by 1×2 without padding', conv2d({ ...image, padding: [0, 0], dilation: [1, 2] })],
  ['a signal, dilated by 4', conv2d({ ...signal, padding: [0, 4], dilation: [1, 4] })],
  [
    'a signal that only looks back',
    conv2d({ ...signal, padding: { before: [0, 16], after: [0, 0] }, dilation: [1, 8] }),
  ],
  ['a signal, dilated by more than its length', conv2d({ ...signal, padding: [0, 32], dilation: [1, 32] })],
];

const images = 5;
const sizes = [2, 3];

/** Returns W·x, ∂L/∂x and ∂L/∂W in double precision, for images of this batch from `x` and dy. */
function plain(record: Conv2dRecord, x: Float32Array, w: Float32Array, dy: Float32Array) {
  const [channels, filters] = [record.inputShape[2], record.filters];
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length);
  const dw = new Float64Array(w.length);
  const [inSize, outSize] = [sizeOf(record.inputShape), sizeOf(record.outputShape)];
  eachConnection(record, (from, to, kernel) => {
    for (let n = 0; n < images; n++)
      for (let c = 0; c < channels; c++)
        for (let f = 0; f < filters; f++) {
          const [i, k, o] = [
            n * inSize + from * channels + c,
            (kernel * channels + c) * filters + f,
            n * outSize + to * filters + f,
          ];
          y[o]! += x[i]! * w[k]!;
          dx[i]! += dy[o]! * w[k]!;
          dw[k]! += dy[o]! * x[i]!;
        }
  });
  return { y, dx, dw };
}

/** Draws eighths from −1 to 1. */
function dyadic(seed: number, length: number): Float32Array {
  const random = createRandom(seed, 'convolution suite');
  return Float32Array.from({ length }, () => Math.floor(random.next() * 17 - 8) / 8);
}

export function convolutions(): void {
  test.each(geometries)('%s', async (_, record) => {
    const layer: Layer = {
      name: record.name,
      before: [],
      synapse: conv2dKind.partOf(record),
      batchNorm: null,
    };
    const shapes = {
      x: [images, ...record.inputShape],
      w: [...record.kernel, record.inputShape[2], record.filters],
      dy: [images, ...record.outputShape],
    };
    const x = dyadic(1, sizeOf(shapes.x));
    const w = dyadic(2, sizeOf(shapes.w));
    const dy = dyadic(3, sizeOf(shapes.dy));
    const wanted = plain(record, x, w, dy);
    const found = tf.tidy(() => {
      const tensors = [tf.tensor(x, shapes.x), tf.tensor(w, shapes.w)];
      const bias = tf.zeros<tf.Rank.R1>([record.filters]);
      const up = tf.tensor(dy, shapes.dy);
      const ways = [
        (a: tf.Tensor, b: tf.Tensor) => synapticCurrent(layer, a, b),
        (a: tf.Tensor, b: tf.Tensor) => trainedCurrent(layer, a, b, null, [images]),
        (a: tf.Tensor, b: tf.Tensor) => trainedCurrent(layer, a, b, bias, sizes),
      ];
      return [
        ...ways.flatMap((way) => [way(tensors[0]!, tensors[1]!), ...tf.grads(way)(tensors, up)]),
        affine(layer, tensors[0]!, tensors[1]!, bias, 'relu'),
      ];
    });
    const values = await Promise.all(found.map(async (tensor) => [...(await tensor.data())]));
    tf.dispose(found);
    const rectified = [...wanted.y].map((value) => Math.max(0, value));
    const once = [[...wanted.y], [...wanted.dx], [...wanted.dw]];
    // A zero of either sign is zero.
    const unsigned = (list: number[]) => list.map((value) => value + 0);
    expect(values.map(unsigned)).toEqual([...once, ...once, ...once, rectified].map(unsigned));
  });
}
