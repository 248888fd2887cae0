/** Times every kernel that tfjs runs: on wasm a call returns when its work is done. */
import * as tf from '@tensorflow/tfjs-core';

export interface KernelTime {
  readonly kernel: string;
  readonly calls: number;
  /** Self time in ms: kernels called from within are not counted twice. */
  readonly milliseconds: number;
}

/** Watches until `end`, which returns the kernels by falling time. */
export function watchKernels(): { end(): KernelTime[] } {
  const engine = tf.engine();
  const original = engine.runKernel;
  const seen = new Map<string, { calls: number; milliseconds: number }>();
  /** Milliseconds spent in kernels called from within the one that runs. */
  let inner = 0;
  engine.runKernel = function watched<T extends tf.Tensor | tf.Tensor[]>(
    name: string,
    inputs: tf.NamedTensorMap,
    attributes?: tf.NamedAttrMap,
  ): T {
    const outerInner = inner;
    inner = 0;
    const began = performance.now();
    try {
      return original.call(engine, name, inputs, attributes) as T;
    } finally {
      const whole = performance.now() - began;
      const entry = seen.get(name) ?? { calls: 0, milliseconds: 0 };
      entry.calls++;
      entry.milliseconds += whole - inner;
      seen.set(name, entry);
      inner = outerInner + whole;
    }
  };
  return {
    end: () => {
      engine.runKernel = original;
      return [...seen]
        .map(([kernel, times]) => ({ kernel, ...times }))
        .sort((a, b) => b.milliseconds - a.milliseconds);
    },
  };
}
