/**
 * Networks as inert typed records: one small record per primitive, checked when it is made
 * (`kinds/`). Functions elsewhere build, train and convert these records.
 */
import { type Front, framesShape, masksShape, talkers } from './front.ts';
import { checkImage, checkTakes } from './kinds/checks.ts';
import { factsOf, type LayerRecord } from './kinds/index.ts';
import { NetworkError } from './network-error.ts';
import type { ImageShape } from './shape.ts';

export interface NetworkRecord {
  readonly name: string;
  /**
   * The analog part before the layers, whose frames they take; left out where they take the input
   * itself.
   */
  readonly front?: Front;
  /** Shape of what the first layer takes. */
  readonly inputShape: ImageShape;
  readonly layers: readonly LayerRecord[];
}

/**
 * Checks that every layer takes the shape that the one before hands on, and that the last one makes
 * masks for the frames of a front. Throws {@link NetworkError} naming the layer.
 */
export function network(input: NetworkRecord): NetworkRecord {
  checkImage('input', input.inputShape);
  if (input.front) checkTakes('input', framesShape(input.front), input.inputShape);
  if (input.layers.length === 0) throw new NetworkError('a network needs at least one layer');
  const names = new Set<string>();
  let shape: readonly number[] = input.inputShape;
  for (const record of input.layers) {
    if (names.has(record.name)) throw new NetworkError(`${record.name}: two layers have this name`);
    names.add(record.name);
    shape = factsOf(record).handsOn(record, shape);
  }
  if (input.front) checkMasks(input.front, shape);
  return input;
}

/** Returns the shape of what a network takes: a signal where it has a front. */
export function takenShape({ front, inputShape }: Pick<NetworkRecord, 'front' | 'inputShape'>): ImageShape {
  return front ? [1, front.samples, 1] : inputShape;
}

function checkMasks(front: Front, given: readonly number[]): void {
  const wanted = masksShape(front);
  if (given.join('×') !== wanted.join('×'))
    throw new NetworkError(
      `output: the masks of ${talkers} talkers are ${wanted.join('×')}, and the layers give ${given.join('×')}`,
    );
}
