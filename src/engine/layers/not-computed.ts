/**
 * Lists what the kernels do not compute yet, although a network may contain it. It uses no tensors,
 * so that a spec can be checked before anything runs. A kind that is not listed is computed
 * completely.
 */
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import type { Synapse } from '../../networks/kinds/index.ts';
import { samePair, writePair } from '../../networks/kinds/pairs.ts';
import { once } from '../../networks/kinds/windows.ts';
import type { Layer } from '../../networks/layer.ts';
import { NetworkError } from '../../networks/network-error.ts';

type Missing = {
  readonly [K in Synapse['kind']]?: (synapse: Extract<Synapse, { kind: K }>) => string | null;
};

const missing: Missing = { conv2d: missingOfConv2d };

function missingOfConv2d({ stride, dilation }: Conv2dSynapse): string | null {
  if (samePair(dilation, once) || samePair(stride, once)) return null;
  return (
    `a dilation of ${writePair(dilation, '×')} cannot be computed together with a stride of ` +
    `${writePair(stride, '×')}; use 1 for one of them`
  );
}

/**
 * Returns the reason why a layer is not computed yet, beginning with its name, or null when it is
 * computed.
 */
export function notComputed({ name, synapse }: Pick<Layer, 'name' | 'synapse'>): string | null {
  const find = missing[synapse.kind] as ((of: Synapse) => string | null) | undefined;
  const words = find?.(synapse) ?? null;
  return words && `${name}: ${words}`;
}

/** Throws a {@link NetworkError} that names the layer when it is not computed yet. */
export function requireComputed(layer: Pick<Layer, 'name' | 'synapse'>): void {
  const words = notComputed(layer);
  if (words) throw new NetworkError(words);
}
