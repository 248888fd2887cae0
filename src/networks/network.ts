/**
 * Networks as inert typed records: one small record per primitive, checked when it is made
 * (`kinds/`). Functions elsewhere build, train and convert these records.
 */
import { checkImage } from './kinds/checks.ts';
import { factsOf, type LayerRecord } from './kinds/index.ts';
import { NetworkError } from './network-error.ts';
import type { ImageShape } from './shape.ts';

export interface NetworkRecord {
  readonly name: string;
  readonly inputShape: ImageShape;
  readonly layers: readonly LayerRecord[];
}

/**
 * Checks that every layer takes the shape that the one before hands on. Throws {@link NetworkError}
 * naming the layer.
 */
export function network(input: NetworkRecord): NetworkRecord {
  checkImage('input', input.inputShape);
  if (input.layers.length === 0) throw new NetworkError('a network needs at least one layer');
  const names = new Set<string>();
  let shape: readonly number[] = input.inputShape;
  for (const record of input.layers) {
    if (names.has(record.name)) throw new NetworkError(`${record.name}: two layers have this name`);
    names.add(record.name);
    shape = factsOf(record).handsOn(record, shape);
  }
  return input;
}
