/** Sigmoid, which stays analog: it may follow the chain and is refused inside it. */
import { z } from '../zod.ts';
import type { BackKind } from './kind.ts';

/** Computes y = 1/(1 + e^(−x)) of each output. */
export interface SigmoidRecord {
  readonly kind: 'sigmoid';
  readonly name: string;
}

export function sigmoid({ name }: { name: string }): SigmoidRecord {
  return { kind: 'sigmoid', name };
}

export const sigmoidKind: BackKind<SigmoidRecord> = {
  role: 'back',
  title: 'sigmoid',
  handsOn: (_, arriving) => arriving,
  // A task puts it after the outputs.
  notation: null,
  refusal:
    'a sigmoid cannot spike and may only follow the outputs, where the task puts it; ' +
    'use a ReLU inside the network',
  schema: z.strictObject({ kind: z.literal('sigmoid'), name: z.string().min(1).max(200) }),
};
