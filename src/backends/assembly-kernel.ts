/**
 * Runs our own WebAssembly kernels (assembly/) on tensors in place: the module shares the memory of
 * tfjs's wasm backend, so nothing is copied.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OutputInfo } from './plain-kernel.ts';
import { type WasmBackend, wasmBackend } from './wasm-backend.ts';

/** The functions of assembly/index.ts by name. */
export type AssemblyFunctions = Readonly<Record<string, (...args: number[]) => number | undefined>>;

/** The shape of a tensor and its byte address `at`, for a kernel. */
export interface Located {
  readonly shape: readonly number[];
  readonly at: number;
}

export interface AssemblyKernel<Attributes extends object> {
  readonly name: string;
  outputs(
    inputs: Record<string, { readonly shape: readonly number[] }>,
    attributes: Attributes,
  ): OutputInfo[];
  /**
   * Returns the bytes of scratch memory, passed to `run` as an address aligned to 16; without this
   * function 0. The memory is not cleared.
   */
  scratch?(inputs: Record<string, { readonly shape: readonly number[] }>, attributes: Attributes): number;
  run(
    functions: AssemblyFunctions,
    inputs: Record<string, Located>,
    outputs: readonly Located[],
    attributes: Attributes,
    scratch: number,
  ): void;
}

let functions: AssemblyFunctions | null = null;

/** Instantiates the module in the memory of the wasm backend, which must be ready. */
export async function loadAssembly(bytes: BufferSource): Promise<void> {
  const { asm } = wasmBackend().wasm;
  const memory = Object.values(asm).find((value) => value instanceof WebAssembly.Memory);
  const { instance } = await WebAssembly.instantiate(bytes, {
    env: { memory: memory as WebAssembly.Memory },
  });
  functions = instance.exports as AssemblyFunctions;
}

/**
 * Registers a kernel for the wasm backend, replacing the kernel of the same name. Needs
 * {@link loadAssembly}.
 */
export function registerAssemblyKernel<A extends object>(kernel: AssemblyKernel<A>): void {
  if (tf.getKernel(kernel.name, 'wasm')) tf.unregisterKernel(kernel.name, 'wasm');
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const wasm = backend as unknown as WasmBackend;
      const attributes = attrs as unknown as A;
      const infos = Object.entries(inputs as Record<string, tf.TensorInfo>);
      const shapes = Object.fromEntries(infos.map(([name, { shape }]) => [name, { shape }]));
      const outputs = kernel
        .outputs(shapes, attributes)
        .map(({ shape, dtype }) => wasm.makeOutput(shape, dtype));
      const located = ({ shape, dataId }: tf.TensorInfo): Located => ({
        shape,
        at: wasm.dataIdMap.get(dataId).memoryOffset,
      });
      const bytes = kernel.scratch?.(shapes, attributes) ?? 0;
      const scratch = bytes > 0 ? wasm.wasm._malloc(bytes + 16) : 0;
      try {
        kernel.run(
          functions!,
          Object.fromEntries(infos.map(([name, info]) => [name, located(info)])),
          outputs.map(located),
          attributes,
          (scratch + 15) & ~15,
        );
      } finally {
        if (scratch) wasm.wasm._free(scratch);
      }
      return outputs;
    },
  });
}
