/**
 * Computes exact order statistics without sorting, in plain loops. Floats that are not negative
 * sort like their bits, so the upper half of a value's bits is found by counting the values of each
 * upper half, then the lower half among those that share the upper.
 */
import { float32, registerPlainKernel } from '../../plain-kernel.ts';
import { type OrderStatisticsAttributes, orderStatisticsName } from '../spiking/contract.ts';

const half = 16;
const halves = 2 ** half;
/** Mask of the bits without the sign: −0 counts as 0. */
const magnitude = 0x7fffffff;

/** A column of values as bits: every `stride`-th value from `first` on. */
interface Column {
  readonly bits: Int32Array;
  readonly first: number;
  readonly stride: number;
}

function countUpper({ bits, first, stride }: Column): Uint32Array {
  const counts = new Uint32Array(halves);
  for (let i = first; i < bits.length; i += stride) counts[(bits[i]! & magnitude) >>> half]!++;
  return counts;
}

function countLower({ bits, first, stride }: Column, upper: number): Uint32Array {
  const counts = new Uint32Array(halves);
  for (let i = first; i < bits.length; i += stride) {
    const value = bits[i]! & magnitude;
    if (value >>> half === upper) counts[value & (halves - 1)]!++;
  }
  return counts;
}

/**
 * Returns the digit under which the value of `rank` was counted, and its rank among those. Throws a
 * RangeError when the rank is past the values.
 */
function find(counts: Uint32Array, rank: number): { digit: number; rank: number } {
  let rest = rank;
  for (let digit = 0; digit < counts.length; digit++) {
    if (rest < counts[digit]!) return { digit, rank: rest };
    rest -= counts[digit]!;
  }
  throw new RangeError(`rank ${rank} is past the values`);
}

/** Returns the bits of the values at `ranks`. */
function select(column: Column, ranks: readonly number[]): number[] {
  const uppers = countUpper(column);
  const lowers = new Map<number, Uint32Array>();
  return ranks.map((wanted) => {
    const { digit: upper, rank } = find(uppers, wanted);
    const counted = lowers.get(upper) ?? countLower(column, upper);
    lowers.set(upper, counted);
    return upper * halves + find(counted, rank).digit;
  });
}

export function registerOrderStatistics(): void {
  registerPlainKernel<OrderStatisticsAttributes>({
    name: orderStatisticsName,
    outputs: ({ values }, { ranks, scope }) => [
      float32([scope === 'channel' ? values!.shape[1]! : 1, ranks.length]),
    ],
    run: ({ values }, [result], { ranks }) => {
      const { buffer, byteOffset, length } = values!.values;
      const bits = new Int32Array(buffer, byteOffset, length);
      const out = new Int32Array(result!.values.buffer, result!.values.byteOffset, result!.values.length);
      const columns = result!.shape[0]!;
      for (let c = 0; c < columns; c++)
        out.set(select({ bits, first: c, stride: columns }, ranks), c * ranks.length);
    },
  });
}
