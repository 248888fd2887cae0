/** Flattens an image to a vector. */

import { type ImageShape, sizeOf } from '../shape.ts';
import { z } from '../zod.ts';
import { checkImage, checkTakes } from './checks.ts';
import type { LinearStepKind } from './kind.ts';
import { imageSchema } from './schemas.ts';

/** Turns `[h, w, c]` into `[h·w·c]`, channels fastest. */
export interface FlattenStep {
  readonly kind: 'flatten';
  readonly inputShape: ImageShape;
}

/** Turns `[h, w, c]` into `[h·w·c]`, channels fastest. */
export interface FlattenRecord extends FlattenStep {
  readonly name: string;
}

export function flatten(input: { name: string; inputShape: ImageShape }): FlattenRecord {
  const { name, inputShape } = input;
  checkImage(name, inputShape);
  return { kind: 'flatten', name, inputShape };
}

const schema = z.strictObject({ kind: z.literal('flatten'), inputShape: imageSchema });

export const flattenKind: LinearStepKind<FlattenRecord, FlattenStep> = {
  role: 'step',
  linear: true,
  title: 'flattening',
  handsOn: ({ name, inputShape }, arriving) => {
    checkTakes(name, inputShape, arriving);
    return [sizeOf(inputShape)];
  },
  // It stands before the first part that takes a vector.
  notation: null,
  partOf: ({ inputShape }) => ({ kind: 'flatten', inputShape }),
  recordOf: ({ inputShape }, name) => flatten({ name, inputShape }),
  inputShape: ({ inputShape }) => inputShape,
  outputShape: ({ inputShape }) => [sizeOf(inputShape)],
  schemas: { 1: schema, 2: schema },
  keepsSpikes: true,
  inputsPerOutput: () => 1,
  ownValues: () => 0,
  fanOut: (_, after) => after,
};
