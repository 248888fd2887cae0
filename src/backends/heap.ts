/** Reads tensors in place, and creates them in place, without copies in between. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape.ts';
import { wasmBackend } from './wasm-backend.ts';

interface CpuBackend {
  readonly data: { get(id: object): { readonly values?: Float32Array } };
}

/**
 * Returns the values of a float32 tensor in the backend's own memory, valid until the next
 * allocation there, or null on backends whose memory JavaScript does not see.
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

/** Returns the same on backends that are known to expose their memory. Throws on others. */
export function seen(tensor: tf.Tensor): Float32Array {
  const values = viewOf(tensor);
  if (!values) throw new Error(`the ${tf.getBackend()} backend does not show its memory`);
  return values;
}

/**
 * Returns a float32 tensor whose values `fill` writes. The values are arbitrary at first; `fill`
 * must not allocate tensors.
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
 * Returns the bytes that the backend's memory has grown to, for all its tensors and more, or null
 * when JavaScript does not see it.
 */
export function heapBytes(): number | null {
  if (tf.getBackend() !== 'wasm') return null;
  return wasmBackend().wasm.HEAPU8.length;
}
