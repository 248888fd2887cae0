/** Registers batch norm and Adam in WebAssembly, in place of the plain loops of the same names. */
import { registerAssemblyKernel } from '../../assembly-kernel.ts';
import { float32 } from '../../plain-kernel.ts';
import { sizeOf } from '../../shape.ts';
import { type AdamAttributes, adamName } from './adam.ts';
import {
  type BatchNormAttributes,
  backwardOutputs,
  batchNormGradName,
  batchNormName,
  floorOf,
  forwardOutputs,
} from './batch-norm.ts';
import { rowsOfGroups } from './groups.ts';
import { treeAdditions } from './tree.ts';

const floatBytes = 4;

export function registerUpdateKernels(): void {
  registerAssemblyKernel<BatchNormAttributes>({
    name: batchNormName,
    outputs: forwardOutputs,
    scratch: ({ gamma }) => 16 * sizeOf(gamma!.shape) + 32,
    run: (functions, { x, gamma, beta }, [y, mean, variance], attributes, scratch) => {
      const channels = sizeOf(gamma!.shape);
      const { epsilon } = attributes;
      let [from, to, means, variances] = [x!.at, y!.at, mean!.at, variance!.at];
      for (const rows of rowsOfGroups(attributes.sizes, sizeOf(x!.shape) / channels)) {
        const addresses = [from, gamma!.at, beta!.at, to, means, variances];
        functions.batchNorm!(...addresses, rows, channels, epsilon, floorOf(attributes), scratch);
        from += floatBytes * rows * channels;
        to += floatBytes * rows * channels;
        means += floatBytes * channels;
        variances += floatBytes * channels;
      }
    },
  });
  registerAssemblyKernel<BatchNormAttributes>({
    name: batchNormGradName,
    outputs: backwardOutputs,
    // That of a group, then dgamma and dbeta of each.
    scratch: ({ gamma }, { sizes }) =>
      28 * sizeOf(gamma!.shape) + 32 + 2 * floatBytes * sizeOf(gamma!.shape) * sizes.length,
    run: (functions, inputs, [dx, dgamma, dbeta], attributes, scratch) => {
      const { dy, x, gamma, beta, mean, variance } = inputs;
      const channels = sizeOf(gamma!.shape);
      const { sizes, epsilon } = attributes;
      const bytes = floatBytes * channels;
      const spare = scratch + 28 * channels + 32;
      const slopesAt = (g: number) => (g === 0 ? dgamma!.at : spare + 2 * g * bytes);
      const sumsAt = (g: number) => (g === 0 ? dbeta!.at : spare + (2 * g + 1) * bytes);
      let done = 0;
      for (const [g, rows] of rowsOfGroups(sizes, sizeOf(x!.shape) / channels).entries()) {
        functions.batchNormGrad!(
          ...[
            dy!.at + done,
            x!.at + done,
            gamma!.at,
            beta!.at,
            mean!.at + g * bytes,
            variance!.at + g * bytes,
          ],
          ...[dx!.at + done, slopesAt(g), sumsAt(g)],
          ...[rows, channels, epsilon, floorOf(attributes), scratch],
        );
        done += rows * bytes;
      }
      for (const { into, from } of treeAdditions(sizes.length)) {
        functions.addFloats!(slopesAt(into), slopesAt(from), channels);
        functions.addFloats!(sumsAt(into), sumsAt(from), channels);
      }
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
