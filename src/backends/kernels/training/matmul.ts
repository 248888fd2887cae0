/**
 * Computes matrix products on wasm with the transposes done first: XNNPACK only takes plain
 * matrices, and tfjs's path for transposed ones is a naive loop.
 */
import * as tf from '@tensorflow/tfjs-core';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Registers the kernel. Call it after the wasm backend is ready. */
export function registerMatMul(): void {
  const plain = tf.getKernel(tf.BatchMatMul, 'wasm').kernelFunc;
  tf.unregisterKernel(tf.BatchMatMul, 'wasm');
  tf.registerKernel({
    kernelName: tf.BatchMatMul,
    backendName: 'wasm',
    kernelFunc: (parameters) => {
      const { transposeA, transposeB } = parameters.attrs as unknown as MatMulAttributes;
      if (!transposeA && !transposeB) return plain(parameters);
      const { a, b } = parameters.inputs as { a: tf.Tensor; b: tf.Tensor };
      return tf.tidy(() => tf.matMul(transposeA ? lastTwoSwapped(a) : a, transposeB ? lastTwoSwapped(b) : b));
    },
  });
}

function lastTwoSwapped(x: tf.Tensor): tf.Tensor {
  const axes = x.shape.map((_, i) => i);
  const last = axes.length - 1;
  axes[last] = last - 1;
  axes[last - 1] = last;
  return tf.transpose(x, axes);
}
