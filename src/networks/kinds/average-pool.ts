/** Average pooling, a linear part of the next synapse. */

import { sizeOf } from '../shape.ts';
import { z } from '../zod.ts';
import { checkTakes } from './checks.ts';
import type { LinearStepKind } from './kind.ts';
import { checkedPool, type Pooling, type PoolingInput, poolNotation, windowsOfPool } from './pooling.ts';
import { imageSchema, pairSchema } from './schemas.ts';
import { eachConnection } from './windows.ts';

/**
 * The mean over each window, without padding. It has no neurons: it is a linear part of the next
 * synapse (design §4.9).
 */
export interface AveragePoolStep extends Pooling {
  readonly kind: 'averagePool';
}

/** Computes y = the mean of x over each window, without padding. */
export interface AveragePoolRecord extends AveragePoolStep {
  readonly name: string;
}

export function averagePool(input: PoolingInput): AveragePoolRecord {
  return { kind: 'averagePool', ...checkedPool(input) };
}

const schema = z.strictObject({
  kind: z.literal('averagePool'),
  inputShape: imageSchema,
  outputShape: imageSchema,
  kernel: pairSchema,
  stride: pairSchema,
});

export const averagePoolKind: LinearStepKind<AveragePoolRecord, AveragePoolStep> = {
  role: 'step',
  linear: true,
  title: 'average pooling',
  handsOn: ({ name, inputShape, outputShape }, arriving) => {
    checkTakes(name, inputShape, arriving);
    return outputShape;
  },
  notation: poolNotation('a', averagePool, 'a2'),
  partOf: ({ inputShape, outputShape, kernel, stride }) => ({
    kind: 'averagePool',
    ...{ inputShape, outputShape, kernel, stride },
  }),
  recordOf: (step, name) => averagePool({ ...step, name }),
  inputShape: ({ inputShape }) => inputShape,
  outputShape: ({ outputShape }) => outputShape,
  schemas: { 1: schema, 2: schema },
  keepsSpikes: false,
  inputsPerOutput: ({ kernel }) => sizeOf(kernel),
  ownValues: ({ outputShape }) => sizeOf(outputShape),
  // A neuron reaches what every window that holds it reaches.
  fanOut: (step, after) => {
    const channels = step.inputShape[2];
    const reach = new Float64Array(sizeOf(step.inputShape));
    eachConnection(windowsOfPool(step), (from, to) => {
      for (let c = 0; c < channels; c++) reach[from * channels + c]! += after[to * channels + c]!;
    });
    return reach;
  },
};
