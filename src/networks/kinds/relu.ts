/** ReLU. Spiking neurons take its place. */
import type { NeuronKind } from './kind.ts';

/** Computes y = max(x, 0). */
export interface ReluRecord {
  readonly kind: 'relu';
  readonly name: string;
}

export function relu({ name }: { name: string }): ReluRecord {
  return { kind: 'relu', name };
}

export const reluKind: NeuronKind<ReluRecord> = {
  role: 'neurons',
  title: 'ReLU',
  handsOn: (_, arriving) => arriving,
  // Every hidden layer has it, without a part of its own.
  notation: null,
};
