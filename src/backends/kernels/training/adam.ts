/** Computes one Adam update of one parameter tensor in a single pass. */
import { float32, registerPlainKernel } from '../../plain-kernel.ts';

export const adamName = 'SpikewiseAdam';

export interface AdamAttributes {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The bias corrections at this step, 1 − beta1^t and 1 − beta2^t. */
  readonly correction1: number;
  readonly correction2: number;
}

/**
 * Registers the kernel. Inputs: `parameter`, `gradient` and the moments `first` and `second`, all
 * of one shape. The moments are updated in place; the new parameter is a new tensor, because copies
 * of a tensor may share its memory.
 */
export function registerAdam(): void {
  registerPlainKernel<AdamAttributes>({
    name: adamName,
    outputs: ({ parameter }) => [float32(parameter!.shape)],
    run: ({ parameter, gradient, first, second }, [next], attributes) => {
      const { learningRate, beta1, beta2, epsilon, correction1, correction2 } = attributes;
      const p = parameter!.values;
      const g = gradient!.values;
      const m = first!.values;
      const v = second!.values;
      for (let i = 0; i < p.length; i++) {
        const slope = g[i]!;
        const mean = beta1 * m[i]! + (1 - beta1) * slope;
        const square = beta2 * v[i]! + (1 - beta2) * slope * slope;
        m[i] = mean;
        v[i] = square;
        next!.values[i] =
          p[i]! - (learningRate * (mean / correction1)) / (Math.sqrt(square / correction2) + epsilon);
      }
    },
  });
}
