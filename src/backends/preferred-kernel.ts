/**
 * Registers kernels in WebAssembly that take some of the calls and leave the others to the kernel
 * that ran before.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type AssemblyKernel, registerAssemblyKernel } from './assembly-kernel.ts';

type Inputs = Record<string, tf.TensorInfo | undefined>;

/**
 * A kernel for some of the calls to one that is registered already; the others go to that one, as
 * before.
 */
export interface PreferredKernel<A extends object> extends AssemblyKernel<A> {
  handles(inputs: Inputs, attributes: A): boolean;
}

/** Registers the kernel in front of the one that wasm has under its name. */
export function prefer<A extends object>(kernel: PreferredKernel<A>): void {
  const before = tf.getKernel(kernel.name, 'wasm')?.kernelFunc;
  registerAssemblyKernel(kernel);
  const own = tf.getKernel(kernel.name, 'wasm').kernelFunc;
  tf.unregisterKernel(kernel.name, 'wasm');
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'wasm',
    kernelFunc: (call) => {
      const inputs = call.inputs as Inputs;
      if (before && !kernel.handles(inputs, call.attrs as unknown as A)) return before(call);
      // tfjs names the inputs that a call leaves out, and wants one tensor where there is one.
      const given = Object.fromEntries(Object.entries(inputs).filter(([, info]) => info != null));
      const [output] = own({ ...call, inputs: given as tf.NamedTensorInfoMap }) as tf.TensorInfo[];
      return output!;
    },
  });
}
