/**
 * Every spike adds a row of weights: sums over lists of rows, for a block of up to 32 output
 * channels that stay in registers. The rows of a block lie one behind the other, so that a block's
 * weights fill as little of the cache as they can.
 */

/**
 * `weight` f32 `[rows, channels]`: columns from … from + columns − 1 to `packed` f32 `[rows,
 * width]`, filled up with 0.
 */
export function packRows(
  weight: usize, rows: i32, channels: i32, from: i32, columns: i32, width: i32, packed: usize,
): void {
  weight += (<usize>from) << 2;
  const whole = columns & ~3;
  for (let row = 0; row < rows; row++) {
    let c = 0;
    for (; c < whole; c += 4)
      v128.store(packed + ((<usize>c) << 2), v128.load(weight + ((<usize>c) << 2)));
    for (; c < width; c++)
      store<f32>(packed + ((<usize>c) << 2), c < columns ? load<f32>(weight + ((<usize>c) << 2)) : 0);
    weight += (<usize>channels) << 2;
    packed += (<usize>width) << 2;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function add32(list: usize, end: usize, rows: usize, fresh: bool, sums: usize): void {
  const zero = f32x4.splat(0);
  let a = fresh ? zero : v128.load(sums);
  let b = fresh ? zero : v128.load(sums, 16);
  let c = fresh ? zero : v128.load(sums, 32);
  let d = fresh ? zero : v128.load(sums, 48);
  let e = fresh ? zero : v128.load(sums, 64);
  let f = fresh ? zero : v128.load(sums, 80);
  let g = fresh ? zero : v128.load(sums, 96);
  let h = fresh ? zero : v128.load(sums, 112);
  for (; list < end; list += 2) {
    const row = rows + ((<usize>load<u16>(list)) << 7);
    a = f32x4.add(a, v128.load(row));
    b = f32x4.add(b, v128.load(row, 16));
    c = f32x4.add(c, v128.load(row, 32));
    d = f32x4.add(d, v128.load(row, 48));
    e = f32x4.add(e, v128.load(row, 64));
    f = f32x4.add(f, v128.load(row, 80));
    g = f32x4.add(g, v128.load(row, 96));
    h = f32x4.add(h, v128.load(row, 112));
  }
  v128.store(sums, a);
  v128.store(sums, b, 16);
  v128.store(sums, c, 32);
  v128.store(sums, d, 48);
  v128.store(sums, e, 64);
  v128.store(sums, f, 80);
  v128.store(sums, g, 96);
  v128.store(sums, h, 112);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function add16(list: usize, end: usize, rows: usize, fresh: bool, sums: usize): void {
  const zero = f32x4.splat(0);
  let a = fresh ? zero : v128.load(sums);
  let b = fresh ? zero : v128.load(sums, 16);
  let c = fresh ? zero : v128.load(sums, 32);
  let d = fresh ? zero : v128.load(sums, 48);
  for (; list < end; list += 2) {
    const row = rows + ((<usize>load<u16>(list)) << 6);
    a = f32x4.add(a, v128.load(row));
    b = f32x4.add(b, v128.load(row, 16));
    c = f32x4.add(c, v128.load(row, 32));
    d = f32x4.add(d, v128.load(row, 48));
  }
  v128.store(sums, a);
  v128.store(sums, b, 16);
  v128.store(sums, c, 32);
  v128.store(sums, d, 48);
}

/**
 * Adds the rows whose u16 indices stand from `list` to `end`, in that order, to `sums` f32
 * `[width]`, 32 or 16, or, `fresh`, to 0. The loops hold the sums in registers; `fresh` and `width`
 * cost nothing where they are constants.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function addRows(list: usize, end: usize, rows: usize, width: i32, fresh: bool, sums: usize): void {
  if (width == 32) add32(list, end, rows, fresh, sums);
  else add16(list, end, rows, fresh, sums);
}
