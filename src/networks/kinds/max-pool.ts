/** Max pooling. An analog network may have it; the chain refuses it. */
import { checkTakes } from './checks.ts';
import type { RefusedKind } from './kind.ts';
import { checkedPool, type Pooling, type PoolingInput, poolNotation } from './pooling.ts';

/** Computes y = the largest x of each window, without padding. */
export interface MaxPoolRecord extends Pooling {
  readonly kind: 'maxPool';
  readonly name: string;
}

export function maxPool(input: PoolingInput): MaxPoolRecord {
  return { kind: 'maxPool', ...checkedPool(input) };
}

export const maxPoolKind: RefusedKind<MaxPoolRecord> = {
  role: 'refused',
  title: 'max pooling',
  handsOn: ({ name, inputShape, outputShape }, arriving) => {
    checkTakes(name, inputShape, arriving);
    return outputShape;
  },
  notation: poolNotation('m', maxPool, null),
  refusal:
    'max pooling cannot spike, since a maximum is not known before the last spike has come; ' +
    'use average pooling (a2 in place of m2), or a stride in the convolution before it',
};
