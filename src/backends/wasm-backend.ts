/**
 * Declares the undocumented parts of tfjs's wasm backend that our kernels use: its memory and how
 * tensors lie in it.
 */
import * as tf from '@tensorflow/tfjs-core';

export interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32' | 'int32'): tf.TensorInfo;
  /** Returns the values of a float32 or an int32 tensor; valid until the next allocation. */
  typedArrayFromHeap(info: tf.TensorInfo): Float32Array | Int32Array;
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    readonly asm: Readonly<Record<string, unknown>>;
    _malloc(bytes: number): number;
    _free(at: number): void;
  };
}

/** Returns the current backend, which must be wasm. */
export function wasmBackend(): WasmBackend {
  return tf.backend() as unknown as WasmBackend;
}
