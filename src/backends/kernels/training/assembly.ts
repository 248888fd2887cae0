/** Registers the training kernels in WebAssembly, in place of tfjs's own and of the plain loops. */
import * as tf from '@tensorflow/tfjs-core';
import { prefer } from '../../preferred-kernel.ts';
import { surrogateNeuronsGradKernel, surrogateNeuronsKernel } from '../surrogate/assembly.ts';
import { convolutionKernel, filterGradientKernel, inputGradientKernel } from './assembly-convolution.ts';
import { registerGroupKernels } from './assembly-groups.ts';
import { matMulKernel } from './assembly-matmul.ts';
import { registerUpdateKernels } from './assembly-update.ts';

export function registerTrainingAssembly(): void {
  prefer(convolutionKernel(tf.Conv2D));
  prefer(convolutionKernel(tf.FusedConv2D));
  prefer(inputGradientKernel);
  prefer(filterGradientKernel);
  prefer(matMulKernel(tf.BatchMatMul));
  prefer(matMulKernel(tf._FusedMatMul));
  prefer(surrogateNeuronsKernel);
  prefer(surrogateNeuronsGradKernel);
  registerGroupKernels();
  registerUpdateKernels();
  shareIdentities();
}

/**
 * Makes clones share memory. On wasm tfjs copies a tensor to clone it, and clones all that a
 * gradient will need; tensors never change, so they can share.
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
