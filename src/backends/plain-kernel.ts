/**
 * Kernels as plain loops over typed arrays, registered for the cpu and the wasm backend at once: on both, tensors live in
 * memory that JavaScript can see. V8 runs such a loop at about a nanosecond an element, where a chain of tfjs operations
 * pays for every intermediate tensor.
 */
import * as tf from '@tensorflow/tfjs-core';

export interface PlainInput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface PlainKernel<Attributes extends object> {
  readonly name: string;
  /** Shapes of the float32 outputs. */
  outputShapes(inputs: Record<string, PlainInput>, attributes: Attributes): number[][];
  run(inputs: Record<string, PlainInput>, outputs: Float32Array[], attributes: Attributes): void;
}

interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(info: tf.TensorInfo): Float32Array;
}

interface CpuBackend {
  data: { get(id: object): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): tf.TensorInfo;
}

const none = new Float32Array(0);

/** Registers a kernel for cpu and wasm; call once per process, before the first use. */
export function registerPlainKernel<A extends object>(kernel: PlainKernel<A>): void {
  const shapesOnly = (inputs: tf.NamedTensorInfoMap): Record<string, PlainInput> =>
    mapInputs(inputs, (info) => ({ shape: info.shape, values: none }));
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const wasm = backend as unknown as WasmBackend;
      const attributes = attrs as unknown as A;
      const named = inputs as tf.NamedTensorInfoMap;
      const outputs = kernel
        .outputShapes(shapesOnly(named), attributes)
        .map((shape) => wasm.makeOutput(shape, 'float32'));
      // Views are taken after every allocation: growing the heap detaches older ones.
      const views = mapInputs(named, (info) => ({
        shape: info.shape,
        values: wasm.typedArrayFromHeap(info),
      }));
      kernel.run(
        views,
        outputs.map((info) => wasm.typedArrayFromHeap(info)),
        attributes,
      );
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
      const shapes = kernel.outputShapes(shapesOnly(named), attributes);
      const outputs = shapes.map((shape) => new Float32Array(tf.util.sizeFromShape(shape)));
      const views = mapInputs(named, (info) => ({
        shape: info.shape,
        values: cpu.data.get(info.dataId).values,
      }));
      kernel.run(views, outputs, attributes);
      return outputs.map((values, i) => cpu.makeTensorInfo(shapes[i] as number[], 'float32', values));
    },
  });
}

function mapInputs<T>(inputs: tf.NamedTensorInfoMap, make: (info: tf.TensorInfo) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, info]) => [name, make(info as tf.TensorInfo)]),
  );
}

/** True when the backend in use has the kernel; otherwise the caller composes the operation from tfjs's own. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) != null;
}

/** Runs a kernel on tensors and returns its outputs. */
export function runKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor[] {
  const result = tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);
  return (Array.isArray(result) ? result : [result]) as tf.Tensor[];
}
