/**
 * Programs that compute exact order statistics on the device, by radix selection.
 *
 * Bit patterns of floats not below 0 ascend with the values. Four rounds fix a value digit by
 * digit, eight bits at a time: a histogram of the next digit over the values that share the digits
 * found so far, then a walk down from the highest digit to the one that holds the rank. Counting
 * ranks from the top needs no count of digit 0, so the many zeros of a ReLU layer, all of whose
 * digits are 0, cost no atomic addition.
 *
 * The state is int32 `[groups, ranks, 2]`: the digits found, and how many values of those that
 * share them lie above the wanted one.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Program } from './program.ts';

export const rounds = 4;
const digits = 256;

export interface Selection {
  /**
   * Values, f32, in `groups` columns that are ranked apart from each other; 1 ranks all values
   * together.
   */
  readonly values: TensorInfo;
  readonly size: number;
  readonly groups: number;
  readonly ranks: number;
  /**
   * Number of histograms side by side, a multiple of `groups`: value i counts in histogram i %
   * columns, so that neighbouring invocations do not queue for one counter.
   */
  readonly columns: number;
}

/** Number of columns over which the histogram of a whole layer is spread. */
export const layerColumns = 128;

/** Returns the state before the first round, `[groups, ranks, 2]`. */
export function initialState(groups: number, values: number, ranks: readonly number[]): Int32Array {
  const one = ranks.flatMap((rank) => [0, values - 1 - rank]);
  return Int32Array.from({ length: groups * one.length }, (_, i) => one[i % one.length]!);
}

export function histogramShape({ ranks, columns }: Selection): number[] {
  return [ranks, digits, columns];
}

/**
 * Returns a program that adds to `histogram`, int32 of {@link histogramShape}. Ranks with the same
 * digits so far share the histogram of the first of them.
 */
export function histogramProgram(
  selection: Selection,
  state: TensorInfo,
  histogram: TensorInfo,
  round: number,
): Program {
  const { values, size, groups, ranks, columns } = selection;
  return {
    key: 'radixHistogram',
    inputs: { values: { info: values, components: 1 }, state: { info: state, components: 1 } },
    uniforms: { values: size, groups, ranks, columns, shift: 8 * (rounds - 1 - round) },
    output: { shape: histogramShape(selection), dtype: 'int32', components: 1 },
    accumulator: histogram,
    invocations: size,
    workgroup: 64,
    code: `
  fn main(index : i32) {
    if (index >= uniforms.values) { return; }
    // Without the sign: minus zero is a zero.
    let found = (bitcast<u32>(values[index]) & 0x7fffffffu) >> u32(uniforms.shift);
    let digit = i32(found & 255u);
    if (digit == 0) { return; }
    let prefix = i32(found >> 8u);
    let column = index % uniforms.columns;
    let first = (column % uniforms.groups) * uniforms.ranks;
    var last = -1;
    for (var r = 0; r < uniforms.ranks; r++) {
      let wanted = state[2 * (first + r)];
      if (wanted == prefix && last != wanted) {
        atomicAdd(&result[(r * ${digits} + digit) * uniforms.columns + column], 1);
      }
      last = wanted;
    }
  }`,
  };
}

/**
 * Returns a program that finds the next digit of every rank. It writes the next state or, after the
 * last round, the values, f32 `[groups, ranks]`.
 */
export function digitProgram(
  { groups, ranks, columns }: Selection,
  state: TensorInfo,
  histogram: TensorInfo,
  round: number,
): Program {
  const last = round === rounds - 1;
  return {
    key: `radixDigit_${last}`,
    inputs: { state: { info: state, components: 1 }, histogram: { info: histogram, components: 1 } },
    uniforms: { groups, ranks, columns },
    output: last
      ? { shape: [groups, ranks], dtype: 'float32', components: 1 }
      : { shape: [groups, ranks, 2], dtype: 'int32', components: 1 },
    invocations: groups * ranks * digits,
    workgroup: digits,
    code: `
  var<workgroup> counts : array<i32, ${digits}>;
  fn main(index : i32) {
    let own = index % ${digits};
    let at = index / ${digits};
    let inside = at < uniforms.groups * uniforms.ranks;
    let unit = select(0, at, inside);
    let group = unit / uniforms.ranks;
    let found = state[2 * unit];
    var leader = unit;
    while (leader > group * uniforms.ranks && state[2 * (leader - 1)] == found) { leader--; }
    let row = ((leader % uniforms.ranks) * ${digits} + own) * uniforms.columns;
    var sum = 0;
    for (var column = group; column < uniforms.columns; column += uniforms.groups) {
      sum += histogram[row + column];
    }
    counts[own] = sum;
    workgroupBarrier();
    if (own == 0 && inside) {
      var above = state[2 * unit + 1];
      var digit = ${digits - 1};
      while (digit > 0 && above >= counts[digit]) {
        above -= counts[digit];
        digit--;
      }
      let value = (found << 8u) | digit;
      ${last ? 'result[unit] = bitcast<f32>(value);' : 'result[2 * unit] = value; result[2 * unit + 1] = above;'}
    }
  }`,
  };
}
