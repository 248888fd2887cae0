/**
 * Rounds numbers to the nearest of a few levels, scaled to the largest magnitude of their group. It
 * decides by products and comparisons alone, which every backend rounds alike, so the same numbers
 * come out everywhere.
 */
import { float32, registerPlainKernel } from '../../plain-kernel.ts';

export const quantiseName = 'SpikewiseQuantise';

export interface QuantiseAttributes {
  /**
   * Whether there is a group for each index of the last axis, instead of one for the whole tensor.
   */
  readonly perChannel: boolean;
  /** The levels of a group whose largest magnitude is 1, ascending. */
  readonly levels: Float32Array;
  /** The middles between neighbouring levels. */
  readonly bounds: Float32Array;
}

/** Returns the middles between neighbouring levels. */
export function boundsOf(levels: Float32Array): Float32Array {
  return Float32Array.from({ length: levels.length - 1 }, (_, k) => (levels[k]! + levels[k + 1]!) / 2);
}

/** Returns the largest |value| of each of `groups` interleaved groups. */
export function largestOf(values: Float32Array, groups: number): Float32Array {
  const largest = new Float32Array(groups);
  for (let row = 0; row < values.length; row += groups)
    for (let g = 0; g < groups; g++) largest[g] = Math.max(largest[g]!, Math.abs(values[row + g]!));
  return largest;
}

/**
 * Number of stretches of −1…1 in which a search begins: most hold no bound, which saves the search.
 */
const buckets = 8192;

/**
 * Returns for each stretch the index of the level that all of it is rounded to, or −1 minus the
 * index to begin at when it is not the same for all.
 */
function guesses(bounds: Float32Array): Int16Array {
  const found = new Int16Array(buckets + 1);
  // The limits are rounded to single precision, and so is where a value lies: far less than this
  // share of a bucket.
  const margin = 0.25 / buckets;
  for (let b = 0, k = 0; b <= buckets; b++) {
    const start = (2 * b) / buckets - 1 - margin;
    while (k < bounds.length && bounds[k]! < start) k++;
    const crossed = k < bounds.length && bounds[k]! <= start + 2 / buckets + 2 * margin;
    found[b] = crossed ? -1 - k : k;
  }
  return found;
}

/**
 * Writes for every value the level nearest to it times the largest magnitude of its group; a value
 * half-way goes to the smaller magnitude. Product and comparison are in single precision. A group
 * of zeros stays zero; values that are not finite are passed on. Where a product is subnormal
 * (below 2^-126) it loses digits, and a level beside the nearest may be taken.
 */
export function quantiseValues(
  values: Float32Array,
  out: Float32Array,
  { levels, bounds, perChannel }: QuantiseAttributes,
  channels: number,
): void {
  const groups = perChannel ? channels : 1;
  const largest = largestOf(values, groups);
  const guessed = guesses(bounds);
  const last = bounds.length;
  const limits = scaledBy(largest, bounds);
  const wanted = scaledBy(largest, levels);
  const inverse = Float64Array.from(largest, (m) => (m > 0 ? buckets / 2 / m : 0));
  for (let row = 0; row < values.length; row += groups)
    for (let g = 0; g < groups; g++) {
      const value = values[row + g]!;
      let k = guessed[(value * inverse[g]! + buckets / 2) | 0]! | 0;
      if (k < 0) {
        const limit = g * last;
        k = -1 - k;
        while (k < last && beyond(value, limits[limit + k]!, bounds[k]!)) k++;
        while (k > 0 && !beyond(value, limits[limit + k - 1]!, bounds[k - 1]!)) k--;
      }
      // NaN and infinity times 0 are NaN; anything else adds nothing.
      out[row + g] = wanted[g * (last + 1) + k]! + value * 0;
    }
}

/**
 * Returns a table of each group, its entries times the group's largest magnitude. Adding 0 makes −0
 * a plain 0.
 */
function scaledBy(largest: Float32Array, table: Float32Array): Float32Array {
  const scaled = new Float32Array(largest.length * table.length);
  for (let g = 0; g < largest.length; g++)
    for (let k = 0; k < table.length; k++) scaled[g * table.length + k] = table[k]! * largest[g]! + 0;
  return scaled;
}

/**
 * Returns whether a value lies above a limit; a value on the limit goes to the side of 0, and on 0
 * itself upwards.
 */
function beyond(value: number, limit: number, bound: number): boolean {
  return bound > 0 ? value > limit : value >= limit;
}

/** Registers the kernel. Input: `values` f32 `[…, C]`. Output: the same shape. */
export function registerQuantise(): void {
  registerPlainKernel<QuantiseAttributes>({
    name: quantiseName,
    outputs: ({ values }) => [float32(values!.shape)],
    run: ({ values }, [out], attributes) =>
      quantiseValues(values!.values, out!.values, attributes, values!.shape.at(-1) ?? 1),
  });
}
