/** Computes dense layers on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { spikingDenseName } from '../../backends/kernels/spiking/contract.ts';
import { productGradName } from '../../backends/kernels/training/groups.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import type { DenseSynapse } from '../../networks/kinds/dense.ts';
import { sumOfGroups } from './groups.ts';
import type { SynapseTensors } from './tensors.ts';

export const denseTensors: SynapseTensors<DenseSynapse> = {
  current: (_, x, weight) => tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D),
  affine: (_, x, weight, bias, activation) =>
    tf.fused.matMul({ a: x as tf.Tensor2D, b: weight as tf.Tensor2D, bias, activation }),
  inputGradient: (_, dy, weight) => tf.matMul(dy as tf.Tensor2D, weight as tf.Tensor2D, false, true),
  weightGradient: (_, x, dy, sizes) => {
    // Of one group the plain product has the same bits.
    if (sizes.length > 1 && hasKernel(productGradName))
      return tf.tidy(() => {
        const rowsOf = tf.tensor1d([...sizes], 'int32');
        return runKernel(productGradName, { x, dy, rowsOf }, {})[0]!;
      });
    return sumOfGroups(x, dy, sizes, (a, b) => tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D, true, false));
  },
  events: () => ({ kernel: spikingDenseName, geometry: {} }),
};
