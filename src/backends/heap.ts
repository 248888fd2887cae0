/** Looking at tensors where they lie, and making them there, without copies in between. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape.ts';
import { wasmBackend } from './wasm-backend.ts';

interface CpuBackend {
  readonly data: { get(id: object): { readonly values?: Float32Array } };
}

/**
 * The values of a float32 tensor in the backend's own memory, good until the next allocation there;
 * null on backends whose memory JavaScript does not see.
 */
export function viewOf(tensor: tf.Tensor): Float32Array | null {
  switch (tf.getBackend()) {
    case 'wasm':
      return wasmBackend().typedArrayFromHeap(tensor) as Float32Array;
    case 'cpu':
      return (tf.backend() as unknown as CpuBackend).data.get(tensor.dataId).values ?? null;
    default:
      return null;
  }
}

/** The same on backends that are known to show their memory. Throws on others. */
export function seen(tensor: tf.Tensor): Float32Array {
  const values = viewOf(tensor);
  if (!values) throw new Error(`the ${tf.getBackend()} backend does not show its memory`);
  return values;
}

/**
 * A float32 tensor whose values, arbitrary at first, `fill` writes; it must not allocate tensors.
 */
export function filledTensor(shape: number[], fill: (values: Float32Array) => void): tf.Tensor {
  if (tf.getBackend() !== 'wasm') {
    const values = new Float32Array(sizeOf(shape));
    fill(values);
    return tf.tensor(values, shape);
  }
  const info = wasmBackend().makeOutput(shape, 'float32');
  fill(wasmBackend().typedArrayFromHeap(info) as Float32Array);
  return tf.engine().makeTensorFromTensorInfo(info);
}

/**
 * Bytes the backend's memory has grown to, for all its tensors and more; null where JavaScript does
 * not see it.
 */
export function heapBytes(): number | null {
  if (tf.getBackend() !== 'wasm') return null;
  return wasmBackend().wasm.HEAPU8.length;
}
