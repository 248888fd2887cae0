/** Computes max pooling on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { maxPoolGradName } from '../../backends/kernels/training/max-pool.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import type { MaxPoolStep } from '../../networks/kinds/max-pool.ts';
import type { StepTensors } from './tensors.ts';

/**
 * Where a window has its largest value several times, the first has the gradient; on a GPU it is
 * one of them.
 */
export const maxPoolTensors: StepTensors<MaxPoolStep> = {
  apply: (step, x) => (hasKernel(maxPoolGradName) ? withOwnGradient(step, x) : pooled(step, x)),
};

function pooled({ kernel, stride }: MaxPoolStep, x: tf.Tensor): tf.Tensor {
  return tf.maxPool(x as tf.Tensor4D, [...kernel], [...stride], 'valid');
}

function withOwnGradient(step: MaxPoolStep, x: tf.Tensor): tf.Tensor {
  const { kernel, stride } = step;
  return tf.customGrad((input, save) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor]);
    return {
      value: pooled(step, input as tf.Tensor),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
        runKernel(maxPoolGradName, { x: saved!, dy }, { kernel, stride })[0]!,
    };
  })(x);
}
