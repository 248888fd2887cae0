/** One Adam update of one parameter tensor in a single pass. */
import { registerPlainKernel } from '../plain-kernel.ts';

export const adamName = 'SpikewiseAdam';

export interface AdamAttributes {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 − beta^t, the bias corrections at this step. */
  readonly correction1: number;
  readonly correction2: number;
}

/** Inputs and outputs: parameter, first and second moment, all of one shape; `gradient` besides. New tensors come out,
 *  since XNNPACK keeps packed copies of a weight for as long as its tensor lives. */
export function registerAdam(): void {
  registerPlainKernel<AdamAttributes>({
    name: adamName,
    outputShapes: ({ parameter }) => [[...parameter!.shape], [...parameter!.shape], [...parameter!.shape]],
    run: ({ parameter, gradient, first, second }, [next, nextFirst, nextSecond], attributes) => {
      const { learningRate, beta1, beta2, epsilon, correction1, correction2 } = attributes;
      const p = parameter!.values;
      const g = gradient!.values;
      const m = first!.values;
      const v = second!.values;
      for (let i = 0; i < p.length; i++) {
        const slope = g[i]!;
        const mean = beta1 * m[i]! + (1 - beta1) * slope;
        const square = beta2 * v[i]! + (1 - beta2) * slope * slope;
        nextFirst![i] = mean;
        nextSecond![i] = square;
        next![i] =
          p[i]! - (learningRate * (mean / correction1)) / (Math.sqrt(square / correction2) + epsilon);
      }
    },
  });
}
