/**
 * Computes exact order statistics of values that are read block by block. Floats that are not
 * negative sort like their bits, so each pass counts the values by their next digit of bits among
 * those that share the digits so far; two passes of 16 bits find any rank.
 */
import { countBytes } from './calibration.ts';
import { eachBlock, type LayerValuesOf } from './value-blocks.ts';

/** Number of bits without the sign, and their mask: −0 counts as 0. */
const magnitudeBits = 31;
const magnitude = 0x7fffffff;
const longestDigit = 16;

/** A wanted value: the bits that are known, and its rank among the values that share them. */
interface Sought {
  prefix: number;
  rank: number;
}

/**
 * Returns the values at `ranks` of each of `groups` interleaved columns, one row of ranks a column.
 * `bytes` bounds the memory of the counts as far as digits of one bit allow.
 */
export async function streamedOrderStatistics(
  values: LayerValuesOf,
  ranks: readonly number[],
  groups: number,
  bytes = countBytes,
): Promise<Float32Array> {
  const columns = Array.from({ length: groups }, () => ranks.map((rank): Sought => ({ prefix: 0, rank })));
  for (let known = 0; known < magnitudeBits; ) {
    const prefixes = columns.map((column) => [...new Set(column.map(({ prefix }) => prefix))]);
    const tables = prefixes.reduce((sum, { length }) => sum + length, 0);
    const affordable = Math.floor(Math.log2(bytes / (Uint32Array.BYTES_PER_ELEMENT * tables)));
    const digit = Math.max(1, Math.min(longestDigit, magnitudeBits - known, affordable));
    const counts = await countDigits(values, prefixes, magnitudeBits - known, digit);
    for (const [c, column] of columns.entries())
      for (const sought of column) advance(sought, counts.get(c)!.get(sought.prefix)!);
    known += digit;
  }
  const bits = Int32Array.from(columns.flat(), ({ prefix }) => prefix);
  return new Float32Array(bits.buffer);
}

/**
 * Counts, for each column and each prefix that is sought there, the values by their next `digit`
 * bits. `left` is the number of bits behind a prefix.
 */
async function countDigits(
  values: LayerValuesOf,
  prefixes: readonly (readonly number[])[],
  left: number,
  digit: number,
): Promise<ReadonlyMap<number, ReadonlyMap<number, Uint32Array>>> {
  const groups = prefixes.length;
  const most = Math.max(...prefixes.map(({ length }) => length));
  // Prefixes and tables side by side, so that the inner loop reads plain arrays; −1 is no prefix.
  const wanted = new Int32Array(groups * most).fill(-1);
  const starts = new Int32Array(groups * most);
  let tables = 0;
  for (const [c, own] of prefixes.entries())
    for (const [p, prefix] of own.entries()) {
      wanted[c * most + p] = prefix;
      starts[c * most + p] = tables++ << digit;
    }
  const counts = new Uint32Array(tables << digit);
  const shift = left - digit;
  const mask = (1 << digit) - 1;
  await eachBlock([values], ([block]) => {
    const { buffer, byteOffset, length } = block!;
    const bits = new Int32Array(buffer, byteOffset, length);
    for (let i = 0; i < length; i++) {
      const value = bits[i]! & magnitude;
      const prefix = left === magnitudeBits ? 0 : value >>> left;
      const from = groups === 1 ? 0 : (i % groups) * most;
      for (let p = from; p < from + most; p++)
        if (wanted[p] === prefix) counts[starts[p]! + ((value >>> shift) & mask)]!++;
    }
  });
  return new Map(
    prefixes.map((own, c) => [
      c,
      new Map(
        own.map((prefix, p) => {
          const start = starts[c * most + p]!;
          return [prefix, counts.subarray(start, start + (1 << digit))];
        }),
      ),
    ]),
  );
}

/**
 * Adds the digit under which a value of this rank was counted to what is known of it. Throws a
 * RangeError when the rank is past the values.
 */
function advance(sought: Sought, counts: Uint32Array): void {
  let rest = sought.rank;
  for (let digit = 0; digit < counts.length; digit++) {
    if (rest < counts[digit]!) {
      sought.prefix = sought.prefix * counts.length + digit;
      sought.rank = rest;
      return;
    }
    rest -= counts[digit]!;
  }
  throw new RangeError(`rank ${sought.rank} is past the values`);
}
