/** Registers batch norm and Adam in WebAssembly, in place of the plain loops of the same names. */
import { registerAssemblyKernel } from '../../assembly-kernel.ts';
import { float32 } from '../../plain-kernel.ts';
import { sizeOf } from '../../shape.ts';
import { type AdamAttributes, adamName } from './adam.ts';
import { type BatchNormAttributes, batchNormGradName, batchNormName, floorOf } from './batch-norm.ts';

export function registerUpdateKernels(): void {
  registerAssemblyKernel<BatchNormAttributes>({
    name: batchNormName,
    outputs: ({ x, gamma }) => [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)],
    scratch: ({ gamma }) => 16 * sizeOf(gamma!.shape) + 32,
    run: (functions, { x, gamma, beta }, [y, mean, variance], attributes, scratch) => {
      const { epsilon } = attributes;
      const channels = sizeOf(gamma!.shape);
      const addresses = [x, gamma, beta, y, mean, variance].map((tensor) => tensor!.at);
      functions.batchNorm!(
        ...addresses,
        sizeOf(x!.shape) / channels,
        channels,
        epsilon,
        floorOf(attributes),
        scratch,
      );
    },
  });
  registerAssemblyKernel<BatchNormAttributes>({
    name: batchNormGradName,
    outputs: ({ x, gamma }) => [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)],
    scratch: ({ gamma }) => 28 * sizeOf(gamma!.shape) + 32,
    run: (functions, inputs, [dx, dgamma, dbeta], attributes, scratch) => {
      const { epsilon } = attributes;
      const { dy, x, gamma, beta, mean, variance } = inputs;
      const channels = sizeOf(gamma!.shape);
      const addresses = [dy, x, gamma, beta, mean, variance, dx, dgamma, dbeta].map((tensor) => tensor!.at);
      functions.batchNormGrad!(
        ...addresses,
        sizeOf(x!.shape) / channels,
        channels,
        epsilon,
        floorOf(attributes),
        scratch,
      );
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
