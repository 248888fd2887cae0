/** Max pooling. An analog network runs and trains with it; the conversion refuses it. */
import { checkTakes } from './checks.ts';
import type { AnalogStepKind } from './kind.ts';
import { checkedPool, type Pooling, type PoolingInput, poolNotation } from './pooling.ts';

/** The largest value of each window, without padding. */
export interface MaxPoolStep extends Pooling {
  readonly kind: 'maxPool';
}

/** Computes y = the largest x of each window, without padding. */
export interface MaxPoolRecord extends MaxPoolStep {
  readonly name: string;
}

export function maxPool(input: PoolingInput): MaxPoolRecord {
  return { kind: 'maxPool', ...checkedPool(input) };
}

export const maxPoolKind: AnalogStepKind<MaxPoolRecord, MaxPoolStep> = {
  role: 'analogStep',
  title: 'max pooling',
  handsOn: ({ name, inputShape, outputShape }, arriving) => {
    checkTakes(name, inputShape, arriving);
    return outputShape;
  },
  notation: poolNotation('m', maxPool, null),
  partOf: ({ inputShape, outputShape, kernel, stride }) => ({
    kind: 'maxPool',
    ...{ inputShape, outputShape, kernel, stride },
  }),
  inputShape: ({ inputShape }) => inputShape,
  refusal:
    'max pooling cannot spike, since a maximum is not known before the last spike has come; ' +
    'use average pooling (a2 in place of m2), or a stride in the convolution before it',
};
