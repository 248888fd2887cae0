/**
 * Tests that sums over groups are those of each group by itself, to the bit, added as the tree
 * says.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { runKernel } from '../../plain-kernel.ts';
import { openNodeBackend } from '../../testing/backend.ts';
import { batchNormGradName, batchNormName } from './batch-norm.ts';
import { filterGradName, productGradName, treeSumName } from './groups.ts';
import { leftLeaves, treeAdditions } from './tree.ts';

/** Adds leaves as the tree is defined: left + right, rounded to single precision. */
function added(leaves: readonly Float32Array[]): Float32Array {
  if (leaves.length === 1) return leaves[0]!;
  const left = added(leaves.slice(0, leftLeaves(leaves.length)));
  const right = added(leaves.slice(leftLeaves(leaves.length)));
  return left.map((value, i) => value + right[i]!);
}

const normals = (count: number, seed: number) =>
  tf.tidy(() => tf.randomNormal([count], 0, 1, 'float32', seed).dataSync().slice() as Float32Array);

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 8 });
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Returns the rows of each group of `[rows, width]`. */
function groupsOf(values: Float32Array, rows: readonly number[], width: number): Float32Array[] {
  let first = 0;
  return rows.map((count) => {
    first += count;
    return values.slice((first - count) * width, first * width);
  });
}

test('the additions of a tree end at 0 and use every leaf once', () => {
  for (let count = 1; count <= 33; count++) {
    const leaves = Array.from({ length: count }, (_, i) => `${i}`);
    for (const { into, from } of treeAdditions(count)) leaves[into] = `(${leaves[into]}+${leaves[from]})`;
    const nested = (first: number, of: number): string =>
      of === 1
        ? `${first}`
        : `(${nested(first, leftLeaves(of))}+${nested(first + leftLeaves(of), of - leftLeaves(of))})`;
    expect(leaves[0]).toBe(nested(0, count));
  }
});

describe('on wasm', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
  });

  test('the gradient of a dense layer’s weights', () => {
    const width = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(sizes, width, width, fc.integer({ min: 1, max: 1e6 }), (rows, inputs, outputs, seed) => {
        const [x, dy] = [normals(sum(rows) * inputs, seed), normals(sum(rows) * outputs, seed + 1)];
        const whole = tf.tidy(() =>
          runKernel(
            productGradName,
            {
              x: tf.tensor2d(x, [sum(rows), inputs]),
              dy: tf.tensor2d(dy, [sum(rows), outputs]),
              rowsOf: tf.tensor1d(rows, 'int32'),
            },
            {},
          )[0]!
            .dataSync()
            .slice(),
        );
        const [ofX, ofDy] = [groupsOf(x, rows, inputs), groupsOf(dy, rows, outputs)];
        const leaves = rows.map((count, g) =>
          tf.tidy(
            () =>
              tf
                .matMul(
                  tf.tensor2d(ofX[g]!, [count, inputs]),
                  tf.tensor2d(ofDy[g]!, [count, outputs]),
                  true,
                  false,
                )
                .dataSync()
                .slice() as Float32Array,
          ),
        );
        expect(whole).toEqual(added(leaves));
      }),
      { numRuns: 100 },
    );
  });

  test('the same with more columns than are worked on at a time', () => {
    const [rows, inputs, outputs] = [[33, 32, 1], 70, 1030];
    const [x, dy] = [normals(66 * inputs, 1), normals(66 * outputs, 2)];
    const leaves = rows.map((count, g) =>
      tf.tidy(
        () =>
          tf
            .matMul(
              tf.tensor2d(groupsOf(x, rows, inputs)[g]!, [count, inputs]),
              tf.tensor2d(groupsOf(dy, rows, outputs)[g]!, [count, outputs]),
              true,
              false,
            )
            .dataSync()
            .slice() as Float32Array,
      ),
    );
    const whole = tf.tidy(() =>
      runKernel(
        productGradName,
        {
          x: tf.tensor2d(x, [66, inputs]),
          dy: tf.tensor2d(dy, [66, outputs]),
          rowsOf: tf.tensor1d(rows, 'int32'),
        },
        {},
      )[0]!
        .dataSync()
        .slice(),
    );
    expect(whole).toEqual(added(leaves));
  });

  test('the gradient of a convolution’s filter', () => {
    const channels = fc.constantFrom(1, 3, 4, 8);
    fc.assert(
      fc.property(
        sizes,
        channels,
        channels,
        fc.integer({ min: 1, max: 1e6 }),
        (images, inputs, filters, seed) => {
          const attributes = {
            strides: [2, 1],
            pad: [
              [0, 0],
              [1, 1],
              [1, 1],
              [0, 0],
            ],
            dataFormat: 'NHWC',
            dimRoundingMode: null,
            filterShape: [3, 3, inputs, filters],
          };
          const [x, dy] = [
            normals(sum(images) * 30 * inputs, seed),
            normals(sum(images) * 18 * filters, seed + 1),
          ];
          const gradient = (
            kernel: string,
            count: number,
            ofX: Float32Array,
            ofDy: Float32Array,
            more: object,
          ) =>
            tf.tidy(
              () =>
                runKernel(
                  kernel,
                  {
                    x: tf.tensor4d(ofX, [count, 5, 6, inputs]),
                    dy: tf.tensor4d(ofDy, [count, 3, 6, filters]),
                  },
                  { ...attributes, ...more },
                )[0]!
                  .dataSync()
                  .slice() as Float32Array,
            );
          const [ofX, ofDy] = [groupsOf(x, images, 30 * inputs), groupsOf(dy, images, 18 * filters)];
          const leaves = images.map((count, g) =>
            gradient(tf.Conv2DBackpropFilter, count, ofX[g]!, ofDy[g]!, {}),
          );
          expect(gradient(filterGradName, sum(images), x, dy, { sizes: images })).toEqual(added(leaves));
        },
      ),
      { numRuns: 50 },
    );
  });
});

for (const backend of ['wasm', 'cpu'] as const)
  describe(`on ${backend}`, () => {
    beforeAll(async () => {
      await openNodeBackend(backend);
    }, 60_000);

    test('batch norm, forward and backward', () => {
      fc.assert(
        fc.property(
          sizes,
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 1, max: 1e6 }),
          (rows, channels, seed) => {
            const count = sum(rows);
            const [x, dy] = [normals(count * channels, seed), normals(count * channels, seed + 1)];
            const [gamma, beta] = [normals(channels, seed + 2), normals(channels, seed + 3)];
            const run = (input: Float32Array, up: Float32Array, groups: readonly number[]) =>
              tf.tidy(() => {
                const attributes = { epsilon: 1e-5, activation: 'relu', sizes: groups };
                const shape: [number, number] = [sum(groups), channels];
                const parameters = { gamma: tf.tensor1d(gamma), beta: tf.tensor1d(beta) };
                const of = tf.tensor2d(input, shape);
                const [y, mean, variance] = runKernel(batchNormName, { x: of, ...parameters }, attributes);
                const saved = { y: y!, mean: mean!, variance: variance! };
                const slopes = runKernel(
                  batchNormGradName,
                  { dy: tf.tensor2d(up, shape), x: of, ...parameters, ...saved },
                  attributes,
                );
                return [y!, mean!, variance!, ...slopes].map(
                  (tensor) => tensor.dataSync().slice() as Float32Array,
                );
              });
            const whole = run(x, dy, rows);
            const [ofX, ofDy] = [groupsOf(x, rows, channels), groupsOf(dy, rows, channels)];
            const parts = rows.map((own, g) => run(ofX[g]!, ofDy[g]!, [own]));
            for (const place of [0, 1, 2, 3])
              expect([...whole[place]!]).toEqual(parts.flatMap((part) => [...part[place]!]));
            for (const place of [4, 5])
              expect(whole[place]).toEqual(added(parts.map((part) => part[place]!)));
          },
        ),
        { numRuns: 50 },
      );
    });

    test('rows with factors', () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (groups, count) => {
          const rows = normals(groups * count, groups);
          const factors = Float32Array.from({ length: groups }, (_, g) => 1 + 1 / (g + 3));
          const whole = tf.tidy(() =>
            runKernel(
              treeSumName,
              { rows: tf.tensor2d(rows, [groups, count]), factors: tf.tensor1d(factors) },
              {},
            )[0]!
              .dataSync()
              .slice(),
          );
          const leaves = groupsOf(rows, new Array(groups).fill(1), count);
          expect(whole).toEqual(added(leaves.map((leaf, g) => leaf.map((value) => value * factors[g]!))));
        }),
      );
    });
  });
