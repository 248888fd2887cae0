/** Computes dense layers on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { spikingDenseName } from '../../backends/kernels/spiking/contract.ts';
import type { DenseSynapse } from '../../networks/kinds/dense.ts';
import type { SynapseTensors } from './tensors.ts';

export const denseTensors: SynapseTensors<DenseSynapse> = {
  current: (_, x, weight) => tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D),
  affine: (_, x, weight, bias, activation) =>
    tf.fused.matMul({ a: x as tf.Tensor2D, b: weight as tf.Tensor2D, bias, activation }),
  events: () => ({ kernel: spikingDenseName, geometry: {} }),
};
