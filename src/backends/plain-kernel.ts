/**
 * Registers kernels as plain loops over typed arrays, for the cpu and the wasm backend at once: on
 * both, tensors live in memory that JavaScript can see. V8 runs such a loop at about a nanosecond
 * an element, where a chain of tfjs operations pays for every intermediate tensor.
 */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape.ts';
import type { WasmBackend } from './wasm-backend.ts';

export interface PlainTensor {
  readonly shape: readonly number[];
  /** Values of a float32 tensor; empty for any other. */
  readonly values: Float32Array;
  /** Values of an int32 tensor; empty for any other. */
  readonly words: Int32Array;
}

export interface OutputInfo {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

export interface PlainKernel<Attributes extends object> {
  readonly name: string;
  /** Returns the outputs to allocate. Only the shapes of the inputs are known at this point. */
  outputs(inputs: Record<string, PlainTensor>, attributes: Attributes): OutputInfo[];
  run(inputs: Record<string, PlainTensor>, outputs: readonly PlainTensor[], attributes: Attributes): void;
}

export function float32(shape: readonly number[]): OutputInfo {
  return { shape: [...shape], dtype: 'float32' };
}

export function int32(shape: readonly number[]): OutputInfo {
  return { shape: [...shape], dtype: 'int32' };
}

interface CpuBackend {
  data: { get(id: object): { values: Float32Array | Int32Array } };
  makeTensorInfo(
    shape: number[],
    dtype: OutputInfo['dtype'],
    values: Float32Array | Int32Array,
  ): tf.TensorInfo;
}

const noValues = new Float32Array(0);
const noWords = new Int32Array(0);

function plainTensor(shape: readonly number[], array: Float32Array | Int32Array | null): PlainTensor {
  return {
    shape,
    values: array instanceof Float32Array ? array : noValues,
    words: array instanceof Int32Array ? array : noWords,
  };
}

/** Registers a kernel for cpu and wasm; call once per process, before the first use. */
export function registerPlainKernel<A extends object>(kernel: PlainKernel<A>): void {
  const shapesOnly = (inputs: tf.NamedTensorInfoMap) =>
    mapInputs(inputs, (info) => plainTensor(info.shape, null));
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const wasm = backend as unknown as WasmBackend;
      const attributes = attrs as unknown as A;
      const named = inputs as tf.NamedTensorInfoMap;
      const outputs = kernel
        .outputs(shapesOnly(named), attributes)
        .map(({ shape, dtype }) => wasm.makeOutput(shape, dtype));
      // Views are taken after every allocation: growing the heap detaches older ones.
      const view = (info: tf.TensorInfo) => plainTensor(info.shape, wasm.typedArrayFromHeap(info));
      kernel.run(mapInputs(named, view), outputs.map(view), attributes);
      return outputs;
    },
  });
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'cpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const cpu = backend as unknown as CpuBackend;
      const attributes = attrs as unknown as A;
      const named = inputs as tf.NamedTensorInfoMap;
      const outputs = kernel.outputs(shapesOnly(named), attributes).map(({ shape, dtype }) => {
        const size = sizeOf(shape);
        return { shape, dtype, array: dtype === 'int32' ? new Int32Array(size) : new Float32Array(size) };
      });
      kernel.run(
        mapInputs(named, (info) => plainTensor(info.shape, cpu.data.get(info.dataId).values)),
        outputs.map(({ shape, array }) => plainTensor(shape, array)),
        attributes,
      );
      return outputs.map(({ shape, dtype, array }) => cpu.makeTensorInfo(shape, dtype, array));
    },
  });
}

function mapInputs<T>(inputs: tf.NamedTensorInfoMap, make: (info: tf.TensorInfo) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, info]) => [name, make(info as tf.TensorInfo)]),
  );
}

/**
 * Returns whether the current backend has the kernel; otherwise the caller composes the operation
 * from tfjs's own.
 */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) != null;
}

/** Runs a kernel on tensors and returns its outputs. */
export function runKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor[] {
  const result = tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);
  return (Array.isArray(result) ? result : [result]) as tf.Tensor[];
}
