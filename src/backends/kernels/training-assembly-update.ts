/** Batch norm and Adam in WebAssembly, in place of the plain loops of the same names. */
import { registerAssemblyKernel } from '../assembly-kernel.ts';
import { float32 } from '../plain-kernel.ts';
import { sizeOf } from '../shape.ts';
import { type AdamAttributes, adamName } from './adam.ts';
import { type BatchNormAttributes, batchNormReluGradName, batchNormReluName } from './batch-norm.ts';

export function registerUpdateKernels(): void {
  registerAssemblyKernel<BatchNormAttributes>({
    name: batchNormReluName,
    outputs: ({ x, gamma }) => [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)],
    scratch: ({ gamma }) => 16 * sizeOf(gamma!.shape) + 32,
    run: (functions, { x, gamma, beta }, [y, mean, variance], { epsilon }, scratch) => {
      const channels = sizeOf(gamma!.shape);
      const addresses = [x, gamma, beta, y, mean, variance].map((tensor) => tensor!.at);
      functions.batchNormRelu!(...addresses, sizeOf(x!.shape) / channels, channels, epsilon, scratch);
    },
  });
  registerAssemblyKernel<BatchNormAttributes>({
    name: batchNormReluGradName,
    outputs: ({ x, gamma }) => [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)],
    scratch: ({ gamma }) => 28 * sizeOf(gamma!.shape) + 32,
    run: (functions, inputs, [dx, dgamma, dbeta], { epsilon }, scratch) => {
      const { dy, x, gamma, beta, mean, variance } = inputs;
      const channels = sizeOf(gamma!.shape);
      const addresses = [dy, x, gamma, beta, mean, variance, dx, dgamma, dbeta].map((tensor) => tensor!.at);
      functions.batchNormReluGrad!(...addresses, sizeOf(x!.shape) / channels, channels, epsilon, scratch);
    },
  });
  registerAssemblyKernel<AdamAttributes>({
    name: adamName,
    outputs: ({ parameter }) => [float32(parameter!.shape)],
    run: (functions, { parameter, gradient, first, second }, [next], attributes) => {
      const { learningRate, beta1, beta2, epsilon, correction1, correction2 } = attributes;
      const addresses = [parameter, gradient, first, second, next].map((tensor) => tensor!.at);
      const scales = [learningRate / correction1, beta1, 1 - beta1, beta2, 1 - beta2];
      functions.adam!(...addresses, sizeOf(parameter!.shape), ...scales, 1 / Math.sqrt(correction2), epsilon);
    },
  });
}
