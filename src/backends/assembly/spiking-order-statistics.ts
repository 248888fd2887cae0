/**
 * Exact order statistics by radix: floats that are not negative sort like their bits, so a value is
 * found eleven bits at first, then ten and ten more, by counting how many values share what is
 * known of it. No value is moved.
 */

const topBits = 11;
const lowBits = 10;
const tops: usize = 1 << topBits;
const lows: usize = 1 << lowBits;

/** −0 counts as 0. */
const magnitude = 0x7fffffff;

/**
 * Scratch, 40,992 bytes: counts of the top bits, then two caches, each the prefix it counts and the
 * counts of the ten bits below.
 */
const topBytes = tops << 2;
const cacheBytes: usize = 16 + (lows << 2);

/**
 * Four values count into tables of their own: neighbours are often equal, and would wait for each
 * other in one.
 */
const tables: usize = 4;

// @ts-ignore: a decorator of AssemblyScript
@inline
function increment(counts: usize, digit: u32): void {
  const at = counts + ((<usize>digit) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Looks at `count` values for the first time; {@link orderStatistic} then finds any of them. */
export function beginOrderStatistics(values: usize, count: i32, scratch: usize): void {
  memory.fill(scratch, 0, tables * topBytes);
  const known = i32x4.splat(magnitude);
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) {
    const digits = i32x4.shr_u(v128.and(v128.load(values + ((<usize>i) << 2)), known), 31 - topBits);
    increment(scratch, i32x4.extract_lane(digits, 0));
    increment(scratch + topBytes, i32x4.extract_lane(digits, 1));
    increment(scratch + 2 * topBytes, i32x4.extract_lane(digits, 2));
    increment(scratch + 3 * topBytes, i32x4.extract_lane(digits, 3));
  }
  for (let i = whole; i < count; i++)
    increment(scratch, (load<u32>(values + ((<usize>i) << 2)) & magnitude) >>> (31 - topBits));
  for (let at: usize = 0; at < topBytes; at += 16) {
    let sum = v128.load(scratch + at);
    for (let table: usize = 1; table < tables; table++)
      sum = i32x4.add(sum, v128.load(scratch + table * topBytes + at));
    v128.store(scratch + at, sum);
  }
  // No prefix has all its bits set.
  store<u32>(scratch + tables * topBytes, u32.MAX_VALUE);
  store<u32>(scratch + tables * topBytes + cacheBytes, u32.MAX_VALUE);
}

/**
 * Counts the ten bits below `prefix` of the values that begin with it, unless the cache holds them.
 */
function countBelow(values: usize, count: i32, prefix: u32, shift: i32, cache: usize): void {
  if (load<u32>(cache) == prefix) return;
  store<u32>(cache, prefix);
  const counts = cache + 16;
  memory.fill(counts, 0, lows << 2);
  const known = i32x4.splat(magnitude);
  const wanted = i32x4.splat(prefix);
  const low = <u32>(lows - 1);
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) {
    const bits = v128.and(v128.load(values + ((<usize>i) << 2)), known);
    const same = i32x4.eq(i32x4.shr_u(bits, shift + lowBits), wanted);
    if (!v128.any_true(same)) continue;
    const digits = i32x4.shr_u(bits, shift);
    const mask = i32x4.bitmask(same);
    if (mask & 1) increment(counts, i32x4.extract_lane(digits, 0) & low);
    if (mask & 2) increment(counts, i32x4.extract_lane(digits, 1) & low);
    if (mask & 4) increment(counts, i32x4.extract_lane(digits, 2) & low);
    if (mask & 8) increment(counts, i32x4.extract_lane(digits, 3) & low);
  }
  for (let i = whole; i < count; i++) {
    const bits = load<u32>(values + ((<usize>i) << 2)) & magnitude;
    if (bits >>> (shift + lowBits) == prefix) increment(counts, (bits >>> shift) & low);
  }
}

/**
 * Writes to `out` the value at place `rank` (0…) of the ascending order. Ascending ranks find most
 * already counted.
 */
export function orderStatistic(values: usize, count: i32, rank: u32, scratch: usize, out: usize): void {
  let bits: u32 = 0;
  let table = scratch;
  for (let level = 0; level < 3; level++) {
    if (level > 0) {
      const cache = scratch + tables * topBytes + (level == 1 ? 0 : cacheBytes);
      countBelow(values, count, bits, level == 1 ? lowBits : 0, cache);
      table = cache + 16;
    }
    let digit: u32 = 0;
    let held = load<u32>(table);
    while (rank >= held) {
      rank -= held;
      digit++;
      held = load<u32>(table + ((<usize>digit) << 2));
    }
    bits = (bits << lowBits) | digit;
  }
  store<u32>(out, bits);
}

/**
 * Columns from … from + columns − 1 of `values` f32 `[rows, channels]`, each by itself: f32
 * `[columns, rows]`.
 */
export function copyColumns(values: usize, rows: i32, channels: i32, from: i32, columns: i32, out: usize): void {
  values += (<usize>from) << 2;
  const column = (<usize>rows) << 2;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++)
      store<f32>(out + <usize>c * column, load<f32>(values + ((<usize>c) << 2)));
    values += (<usize>channels) << 2;
    out += 4;
  }
}
