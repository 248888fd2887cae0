/**
 * Rounds numbers to the nearest of a few levels, scaled to the largest magnitude of their group. It decides by products and comparisons
 * alone, which every backend rounds alike: the same numbers come out everywhere.
 */
import { float32, registerPlainKernel } from '../plain-kernel.ts';

export const quantiseName = 'SpikewiseQuantise';

export interface QuantiseAttributes {
  /** A group for each index of the last axis, instead of one for the whole tensor. */
  readonly perChannel: boolean;
  /** Ascending, where a group's largest magnitude is 1. */
  readonly levels: Float32Array;
  /** Half-way between neighbours. */
  readonly bounds: Float32Array;
}

/** Half-way between neighbouring levels. */
export function boundsOf(levels: Float32Array): Float32Array {
  return Float32Array.from({ length: levels.length - 1 }, (_, k) => (levels[k]! + levels[k + 1]!) / 2);
}

/** The largest |value| of each of `groups` interleaved groups. */
export function largestOf(values: Float32Array, groups: number): Float32Array {
  const largest = new Float32Array(groups);
  for (let i = 0, g = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i]!);
    if (magnitude > largest[g]!) largest[g] = magnitude;
    if (++g === groups) g = 0;
  }
  return largest;
}

/** Where along −1…1 a search begins: a table spares most of it. */
const buckets = 1024;

/** Index of the level to begin at, for each stretch of −1…1. */
function startsOf(bounds: Float32Array): Int32Array {
  const starts = new Int32Array(buckets + 1);
  for (let b = 0, k = 0; b <= buckets; b++) {
    while (k < bounds.length && bounds[k]! < (2 * b) / buckets - 1) k++;
    starts[b] = k;
  }
  return starts;
}

/**
 * Writes for every value level · largest of its group, where the value lies nearest to that; a value half-way goes to the smaller
 * magnitude. Product and comparison in single precision. A group of zeros stays zero.
 */
export function quantiseValues(
  values: Float32Array,
  out: Float32Array,
  { levels, bounds, perChannel }: QuantiseAttributes,
  channels: number,
): void {
  const groups = perChannel ? channels : 1;
  const largest = largestOf(values, groups);
  const starts = startsOf(bounds);
  const last = bounds.length;
  const scaled = (table: Float32Array) =>
    Float32Array.from({ length: groups * table.length }, (_, i) => {
      const g = Math.floor(i / table.length);
      return table[i - g * table.length]! * largest[g]!;
    });
  const limits = scaled(bounds);
  const wanted = scaled(levels);
  const inverse = Float64Array.from(largest, (m) => (m > 0 ? buckets / 2 / m : 0));
  for (let i = 0, g = 0; i < values.length; i++) {
    const value = values[i]!;
    const limit = g * last;
    let k = starts[(value * inverse[g]! + buckets / 2) | 0]! | 0;
    while (k < last && beyond(value, limits[limit + k]!, bounds[k]!)) k++;
    while (k > 0 && !beyond(value, limits[limit + k - 1]!, bounds[k - 1]!)) k--;
    // Hands on what is not finite, and makes −0 a plain 0.
    out[i] = wanted[limit + g + k]! + Math.abs(value) * 0;
    if (++g === groups) g = 0;
  }
}

/** Whether a value lies above a limit; one on it goes to the side of 0, and on 0 itself upwards. */
function beyond(value: number, limit: number, bound: number): boolean {
  return bound > 0 ? value > limit : value >= limit;
}

/** Input: `values` f32 `[…, C]`. Output: the same shape. */
export function registerQuantise(): void {
  registerPlainKernel<QuantiseAttributes>({
    name: quantiseName,
    outputs: ({ values }) => [float32(values!.shape)],
    run: ({ values }, [out], attributes) =>
      quantiseValues(values!.values, out!.values, attributes, values!.shape.at(-1) ?? 1),
  });
}
