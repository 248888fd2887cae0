/** Picks examples to look at, as many of each class as there is room for. */
import { sizeOf } from '../../networks/shape.ts';
import type { OwnSet } from './own-set.ts';

/** An example as it is drawn: numbers from 0 to 1, `[height, width, channels]`. */
export interface Sample {
  readonly label: number;
  readonly values: Float32Array;
}

/** Most examples, and most numbers of all of them. */
const mostSamples = 60;
const mostValues = 2_000_000;
/** Most examples of one class. */
const mostEach = 6;

/**
 * Returns the first training examples of each class, ordered by class. Bytes are shown as they are,
 * floats from the least to the greatest of those picked.
 */
export function samplesOf({ inputShape, classNames, stored, train: { inputs, labels } }: OwnSet): Sample[] {
  const size = sizeOf(inputShape);
  const room = Math.max(1, Math.min(mostSamples, Math.floor(mostValues / size)));
  const each = Math.max(1, Math.min(mostEach, Math.floor(room / classNames.length)));
  const picked: number[] = [];
  const perClass = new Uint8Array(classNames.length);
  for (let i = 0; i < labels.length && picked.length < room; i++) {
    if (perClass[labels[i]!]! >= each) continue;
    perClass[labels[i]!]!++;
    picked.push(i);
  }
  picked.sort((a, b) => labels[a]! - labels[b]! || a - b);
  const [least, most] = stored === 'bytes' ? [0, 255] : rangeOf(inputs, picked, size);
  return picked.map((i) => ({
    label: labels[i]!,
    values: Float32Array.from(
      inputs.subarray(i * size, (i + 1) * size),
      (value) => (value - least) / (most - least || 1),
    ),
  }));
}

function rangeOf(inputs: Uint8Array | Float32Array, picked: readonly number[], size: number) {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const i of picked)
    for (let at = i * size; at < (i + 1) * size; at++) {
      least = Math.min(least, inputs[at]!);
      most = Math.max(most, inputs[at]!);
    }
  return [least, most] as const;
}
