/** Looking at a tensor where it lies, without a copy. */
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

/** Bytes the backend's memory has grown to, for all its tensors and more; null where JavaScript does not see it. */
export function heapBytes(): number | null {
  if (tf.getBackend() !== 'wasm') return null;
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.length;
}

/** The values of a float32 tensor: looked at where that is possible, else read. */
export async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  return viewOf(tensor) ?? ((await tensor.data()) as Float32Array);
}
