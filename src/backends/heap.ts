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

/** A float32 tensor of parts that lie one behind the other: put together where the tensor lies, if that can be seen. */
export function tensorOf(parts: readonly Float32Array[], shape: number[]): tf.Tensor {
  if (tf.getBackend() !== 'wasm')
    return tf.tensor(parts.length === 1 ? parts[0]!.slice() : joined(parts), shape);
  const backend = tf.backend() as unknown as Required<Visible> & {
    makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  };
  const info = backend.makeOutput(shape, 'float32');
  const values = backend.typedArrayFromHeap(info);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return tf.engine().makeTensorFromTensorInfo(info);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
