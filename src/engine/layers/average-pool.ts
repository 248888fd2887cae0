/** Computes average pooling on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { AveragePoolStep } from '../../networks/kinds/average-pool.ts';
import type { StepTensors } from './tensors.ts';

export const averagePoolTensors: StepTensors<AveragePoolStep> = {
  apply: ({ kernel, stride }, x) => tf.avgPool(x as tf.Tensor4D, [...kernel], [...stride], 'valid'),
};
