/**
 * The two register tiles that every product here is made of: 4 rows × 8 columns of sums in eight
 * vector registers. They start from `start` (rows `startStride` bytes apart; 0 repeats one row),
 * end at max(sum, floor) and go to four rows of eight floats. B is packed: eight floats for each
 * step of the sum, one step behind the other.
 */

/** a·b + c; in one operation, rounded once, where the build has relaxed SIMD. */
@inline
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/**
 * A lies in memory as it is: four pointers, each to `rows` runs of `length` floats, `aStride` bytes
 * apart. The runs of B are `bStride` bytes apart.
 */
export function runsTile(
  a0: usize, a1: usize, a2: usize, a3: usize, aStride: usize,
  rows: i32, length: i32,
  b: usize, bStride: usize,
  start: usize, startStride: usize,
  o0: usize, o1: usize, o2: usize, o3: usize,
  floor: f32,
): void {
  let c00 = v128.load(start), c01 = v128.load(start, 16);
  start += startStride;
  let c10 = v128.load(start), c11 = v128.load(start, 16);
  start += startStride;
  let c20 = v128.load(start), c21 = v128.load(start, 16);
  start += startStride;
  let c30 = v128.load(start), c31 = v128.load(start, 16);
  // Beyond one run the pointers have moved by the run already.
  const skip = aStride - ((<usize>length) << 2);
  const skipB = bStride - ((<usize>length) << 5);
  for (; rows > 0; rows--) {
    const end = a0 + ((<usize>length) << 2);
    // Engines unroll this loop themselves; unrolled here, its registers would not suffice.
    while (a0 < end) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      c00 = multiplyAdd(a, b0, c00);
      c01 = multiplyAdd(a, b1, c01);
      a = v128.load32_splat(a1);
      c10 = multiplyAdd(a, b0, c10);
      c11 = multiplyAdd(a, b1, c11);
      a = v128.load32_splat(a2);
      c20 = multiplyAdd(a, b0, c20);
      c21 = multiplyAdd(a, b1, c21);
      a = v128.load32_splat(a3);
      c30 = multiplyAdd(a, b0, c30);
      c31 = multiplyAdd(a, b1, c31);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      b += 32;
    }
    a0 += skip;
    a1 += skip;
    a2 += skip;
    a3 += skip;
    b += skipB;
  }
  const least = f32x4.splat(floor);
  v128.store(o0, f32x4.max(c00, least));
  v128.store(o0, f32x4.max(c01, least), 16);
  v128.store(o1, f32x4.max(c10, least));
  v128.store(o1, f32x4.max(c11, least), 16);
  v128.store(o2, f32x4.max(c20, least));
  v128.store(o2, f32x4.max(c21, least), 16);
  v128.store(o3, f32x4.max(c30, least));
  v128.store(o3, f32x4.max(c31, least), 16);
}

/**
 * A is packed too, four floats a step: `images` times `rows` runs of `length` steps, `aStep` bytes
 * from step to step, `aStride` from run to run and `aImage` from image to image.
 */
export function packedTile(
  a: usize, aStep: usize, aStride: usize, aImage: usize,
  images: i32, rows: i32, length: i32,
  b: usize, bStride: usize, bImage: usize,
  start: usize, startStride: usize,
  o0: usize, o1: usize, o2: usize, o3: usize,
  floor: f32,
): void {
  let c00 = v128.load(start), c01 = v128.load(start, 16);
  start += startStride;
  let c10 = v128.load(start), c11 = v128.load(start, 16);
  start += startStride;
  let c20 = v128.load(start), c21 = v128.load(start, 16);
  start += startStride;
  let c30 = v128.load(start), c31 = v128.load(start, 16);
  for (; images > 0; images--) {
    let runA = a;
    let runB = b;
    for (let run = 0; run < rows; run++) {
    let p = runA;
    let q = runB;
    const end = q + ((<usize>length) << 5);
    while (q < end) {
      const b0 = v128.load(q), b1 = v128.load(q, 16);
      let x = v128.load32_splat(p);
      c00 = multiplyAdd(x, b0, c00);
      c01 = multiplyAdd(x, b1, c01);
      x = v128.load32_splat(p, 4);
      c10 = multiplyAdd(x, b0, c10);
      c11 = multiplyAdd(x, b1, c11);
      x = v128.load32_splat(p, 8);
      c20 = multiplyAdd(x, b0, c20);
      c21 = multiplyAdd(x, b1, c21);
      x = v128.load32_splat(p, 12);
      c30 = multiplyAdd(x, b0, c30);
      c31 = multiplyAdd(x, b1, c31);
      p += aStep;
      q += 32;
    }
    runA += aStride;
    runB += bStride;
    }
    a += aImage;
    b += bImage;
  }
  const least = f32x4.splat(floor);
  v128.store(o0, f32x4.max(c00, least));
  v128.store(o0, f32x4.max(c01, least), 16);
  v128.store(o1, f32x4.max(c10, least));
  v128.store(o1, f32x4.max(c11, least), 16);
  v128.store(o2, f32x4.max(c20, least));
  v128.store(o2, f32x4.max(c21, least), 16);
  v128.store(o3, f32x4.max(c30, least));
  v128.store(o3, f32x4.max(c31, least), 16);
}

/** `count` floats, of a row that ends before its tile does. */
export function copyFloats(from: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<f32>(to + ((<usize>i) << 2), load<f32>(from + ((<usize>i) << 2)));
}
