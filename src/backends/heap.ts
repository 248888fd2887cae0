/** Looking at tensors where they lie, and making them there, without copies in between. */
import * as tf from '@tensorflow/tfjs-core';

interface Visible {
  typedArrayFromHeap?(tensor: tf.TensorInfo): Float32Array;
  data?: { get(id: object): { values?: Float32Array } };
}

/**
 * The values of a float32 tensor in the backend's own memory, good until the next allocation there; null on backends whose
 * memory JavaScript does not see.
 */
export function viewOf(tensor: tf.Tensor): Float32Array | null {
  const backend = tf.backend() as unknown as Visible;
  const name = tf.getBackend();
  if (name === 'wasm') return backend.typedArrayFromHeap!(tensor);
  if (name === 'cpu') return backend.data!.get(tensor.dataId).values ?? null;
  return null;
}

/** The same on backends that are known to show their memory. Throws on others. */
export function seen(tensor: tf.Tensor): Float32Array {
  const values = viewOf(tensor);
  if (!values) throw new Error(`the ${tf.getBackend()} backend does not show its memory`);
  return values;
}

/** A float32 tensor whose values, arbitrary at first, `fill` writes; it must not allocate tensors. */
export function filledTensor(shape: number[], fill: (values: Float32Array) => void): tf.Tensor {
  if (tf.getBackend() !== 'wasm') {
    const values = new Float32Array(shape.reduce((size, n) => size * n, 1));
    fill(values);
    return tf.tensor(values, shape);
  }
  const backend = tf.backend() as unknown as Required<Visible> & {
    makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  };
  const info = backend.makeOutput(shape, 'float32');
  fill(backend.typedArrayFromHeap(info));
  return tf.engine().makeTensorFromTensorInfo(info);
}

/** Bytes the backend's memory has grown to, for all its tensors and more; null where JavaScript does not see it. */
export function heapBytes(): number | null {
  if (tf.getBackend() !== 'wasm') return null;
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.length;
}
