/** Batch normalisation, which is folded into the weights before it. */
import { NetworkError } from '../network-error.ts';
import { checkWhole, maxSize } from './checks.ts';
import type { BatchNormSettings, NormKind } from './kind.ts';

/** Computes y = γ·(x − mean)/√(variance + ε) + β per channel (§5.1). */
export interface BatchNormRecord extends BatchNormSettings {
  readonly kind: 'batchNorm';
  readonly name: string;
  readonly channels: number;
}

export function batchNorm(input: {
  name: string;
  channels: number;
  epsilon?: number;
  momentum?: number;
}): BatchNormRecord {
  const { name, channels, epsilon = 1e-5, momentum = 0.1 } = input;
  checkWhole(name, 'channels', channels, 1, maxSize);
  if (!(epsilon >= 0 && epsilon < 1))
    throw new NetworkError(`${name}: epsilon must be from 0 to 1 (got ${epsilon})`);
  if (!(momentum > 0 && momentum <= 1))
    throw new NetworkError(`${name}: momentum must be above 0 and at most 1 (got ${momentum})`);
  return { kind: 'batchNorm', name, channels, epsilon, momentum };
}

export const batchNormKind: NormKind<BatchNormRecord> = {
  role: 'norm',
  title: 'batch norm',
  handsOn: ({ name, channels }, arriving) => {
    const have = arriving.at(-1)!;
    if (have !== channels) throw new NetworkError(`${name}: has ${channels} channels but receives ${have}`);
    return arriving;
  },
  // Every hidden layer has it, without a part of its own.
  notation: null,
  settings: ({ epsilon, momentum }) => ({ epsilon, momentum }),
};
