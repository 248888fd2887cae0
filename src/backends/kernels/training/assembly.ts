/**
 * The training kernels in WebAssembly. Registered in place of tfjs's own and of the plain loops.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type AssemblyKernel, registerAssemblyKernel } from '../../assembly-kernel.ts';
import { surrogateNeuronsGradKernel, surrogateNeuronsKernel } from '../surrogate/assembly.ts';
import { convolutionKernel, filterGradientKernel, inputGradientKernel } from './assembly-convolution.ts';
import { matMulKernel } from './assembly-matmul.ts';
import { registerUpdateKernels } from './assembly-update.ts';

type Inputs = Record<string, tf.TensorInfo | undefined>;

/**
 * A kernel for some of the calls to one that is registered already; the others go where they went
 * before.
 */
export interface PreferredKernel<A extends object> extends AssemblyKernel<A> {
  handles(inputs: Inputs, attributes: A): boolean;
}

export function registerTrainingAssembly(): void {
  prefer(convolutionKernel(tf.Conv2D));
  prefer(convolutionKernel(tf.FusedConv2D));
  prefer(inputGradientKernel);
  prefer(filterGradientKernel);
  prefer(matMulKernel(tf.BatchMatMul));
  prefer(matMulKernel(tf._FusedMatMul));
  prefer(surrogateNeuronsKernel);
  prefer(surrogateNeuronsGradKernel);
  registerUpdateKernels();
  shareIdentities();
}

function prefer<A extends object>(kernel: PreferredKernel<A>): void {
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

/**
 * tfjs copies a tensor to clone it on wasm, and clones all that a gradient will need. Tensors never
 * change, so they can share.
 */
function shareIdentities(): void {
  tf.unregisterKernel(tf.Identity, 'wasm');
  tf.registerKernel({
    kernelName: tf.Identity,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend }) => {
      const { dataId, shape, dtype } = (inputs as { x: tf.TensorInfo }).x;
      (backend as unknown as { incRef(id: object): void }).incRef(dataId);
      return { dataId, shape, dtype };
    },
  });
}
