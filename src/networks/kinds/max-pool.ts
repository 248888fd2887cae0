/** Max pooling. A spiking network takes it where neurons fire after their window. */
import { sizeOf } from '../shape.ts';
import { z } from '../zod.ts';
import { checkTakes } from './checks.ts';
import type { ChoosingStepKind } from './kind.ts';
import { checkedPool, type Pooling, type PoolingInput, poolNotation, windowsOfPool } from './pooling.ts';
import { imageSchema, pairSchema } from './schemas.ts';
import { eachConnection } from './windows.ts';

/**
 * The largest value of each window, without padding. Of spike trains that begin with their spikes
 * it is the train that has one wherever one of them has: a logical OR.
 */
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

const schema = z.strictObject({
  kind: z.literal('maxPool'),
  inputShape: imageSchema,
  outputShape: imageSchema,
  kernel: pairSchema,
  stride: pairSchema,
});

export const maxPoolKind: ChoosingStepKind<MaxPoolRecord, MaxPoolStep> = {
  role: 'step',
  linear: false,
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
  recordOf: (step, name) => maxPool({ ...step, name }),
  inputShape: ({ inputShape }) => inputShape,
  outputShape: ({ outputShape }) => outputShape,
  schemas: { 1: null, 2: schema },
  keepsSpikes: true,
  // One of the window's neurons is heard at a time.
  inputsPerOutput: () => 1,
  ownValues: ({ outputShape }) => sizeOf(outputShape),
  choose: (step, values) => {
    const channels = step.inputShape[2];
    const largest = new Float64Array(sizeOf(step.outputShape)).fill(Number.NEGATIVE_INFINITY);
    eachConnection(windowsOfPool(step), (from, to) => {
      for (let c = 0; c < channels; c++) {
        const at = to * channels + c;
        largest[at] = Math.max(largest[at]!, values[from * channels + c]!);
      }
    });
    return largest;
  },
};
