/**
 * Matrix product of two matrices in WebAssembly. Either may be transposed in place; bias and ReLU
 * may be fused in.
 */
import * as tf from '@tensorflow/tfjs-core';
import { float32 } from '../../plain-kernel.ts';
import type { PreferredKernel } from '../../preferred-kernel.ts';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Only present on fused products. */
  readonly activation?: string;
}

interface Shaped {
  readonly shape: readonly number[];
}

export function isPlainOrRelu(activation: string | undefined): boolean {
  return activation === undefined || activation === 'linear' || activation === 'relu';
}

/** Returns the lower bound at which sums are cut off. */
export function floorOf(activation: string | undefined): number {
  return activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY;
}

function sizes(a: Shaped, b: Shaped, { transposeA, transposeB }: MatMulAttributes) {
  const [rows, steps] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const columns = b.shape.at(transposeB ? -2 : -1);
  return { rows: rows!, steps: steps!, columns: columns! };
}

function isMatrix({ shape }: Shaped): boolean {
  return shape.length >= 2 && tf.util.sizeFromShape(shape.slice(0, -2)) === 1;
}

export function matMulKernel(name: string): PreferredKernel<MatMulAttributes> {
  return {
    name,
    handles: ({ a, b, bias }, attributes) =>
      a!.dtype === 'float32' &&
      b!.dtype === 'float32' &&
      isMatrix(a!) &&
      isMatrix(b!) &&
      isPlainOrRelu(attributes.activation) &&
      (!bias || tf.util.sizeFromShape(bias.shape) === sizes(a!, b!, attributes).columns),
    outputs: ({ a, b }, attributes) => {
      const { rows, columns } = sizes(a!, b!, attributes);
      const longer = a!.shape.length >= b!.shape.length ? a! : b!;
      return [float32([...longer.shape.slice(0, -2), rows, columns])];
    },
    // As assembly/gemm.ts lays it out: starts, a tile, a block of B and one of A.
    scratch: ({ a, b }, attributes) => {
      const { columns } = sizes(a!, b!, attributes);
      return 4 * (columns + 8) + 128 + 4 * 256 * (512 + 32);
    },
    run: (functions, { a, b, bias }, [out], attributes, scratch) => {
      const { rows, steps, columns } = sizes(a!, b!, attributes);
      functions.gemm!(
        a!.at,
        b!.at,
        bias?.at ?? 0,
        out!.at,
        rows,
        steps,
        columns,
        Number(attributes.transposeA),
        Number(attributes.transposeB),
        floorOf(attributes.activation),
        scratch,
      );
    },
  };
}
