/**
 * A network as a whole. Only its core, a chain, is converted; the parts before and after it are
 * analog and stay as they are.
 */
import { toLayers } from './chain.ts';
import type { Front } from './front.ts';
import type { BackRecord } from './kinds/index.ts';
import { sigmoid } from './kinds/sigmoid.ts';
import type { Layer } from './layer.ts';
import type { NetworkRecord } from './network.ts';
import type { ImageShape } from './shape.ts';

export interface Model {
  readonly inputShape: ImageShape;
  /** The encoder before the core; null where there is none. */
  readonly front: Front | null;
  readonly core: readonly Layer[];
  /** Analog records behind the core's outputs. */
  readonly back: readonly BackRecord[];
}

const backs = {
  linear: [],
  sigmoid: [sigmoid({ name: 'sigmoid' })],
} as const satisfies Record<string, readonly BackRecord[]>;

/** The part that a task wants behind the core: nothing, or a sigmoid. */
export type BackName = keyof typeof backs;

/** Returns the records that stand behind the core for a task that wants `name`. */
export function backOf(name: BackName): readonly BackRecord[] {
  return backs[name];
}

/**
 * Returns the network of these records, followed by the part that its task wants. Throws a
 * NetworkError that names the record when the core cannot be converted.
 */
export function modelOf(network: NetworkRecord, back: BackName): Model {
  const core = toLayers(network);
  return { inputShape: network.inputShape, front: network.front ?? null, core, back: backOf(back) };
}
