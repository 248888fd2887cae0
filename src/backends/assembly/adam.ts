/**
 * One Adam update in one pass. Means that have faded to nothing become 0: below single precision's
 * normal numbers arithmetic is slow by itself, and a weight without gradient would end there for
 * good.
 */

const faintGradient: f32 = 1e-18;
const faintMean: f32 = 1e-30;
const faintSquare: f32 = 1e-36;

/** NaN is not faint: what diverges has to show. */
@inline
function unlessFaint(x: v128, limit: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), limit));
}

@inline
function unlessFaint1(x: f32, limit: f32): f32 {
  return abs(x) < limit ? 0 : x;
}

/**
 * `next` = parameter − rate·mean/(√square·spread + epsilon); `mean` and `square` move in place.
 * `rate` is the learning rate over 1 − beta1ᵗ, `spread` 1/√(1 − beta2ᵗ).
 */
export function adam(
  parameter: usize, gradient: usize, mean: usize, square: usize, next: usize, count: i32,
  rate: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, spread: f32, epsilon: f32,
): void {
  const end = (<usize>(count & ~3)) << 2, all = (<usize>count) << 2;
  let at: usize = 0;
  for (; at < end; at += 16) {
    const slope = unlessFaint(v128.load(gradient + at), f32x4.splat(faintGradient));
    const m = unlessFaint(
      f32x4.add(f32x4.mul(v128.load(mean + at), f32x4.splat(beta1)), f32x4.mul(slope, f32x4.splat(rest1))),
      f32x4.splat(faintMean),
    );
    const v = unlessFaint(
      f32x4.add(
        f32x4.mul(v128.load(square + at), f32x4.splat(beta2)),
        f32x4.mul(f32x4.mul(slope, slope), f32x4.splat(rest2)),
      ),
      f32x4.splat(faintSquare),
    );
    v128.store(mean + at, m);
    v128.store(square + at, v);
    const width = f32x4.add(f32x4.mul(f32x4.sqrt(v), f32x4.splat(spread)), f32x4.splat(epsilon));
    const stride = f32x4.div(f32x4.mul(m, f32x4.splat(rate)), width);
    v128.store(next + at, f32x4.sub(v128.load(parameter + at), stride));
  }
  for (; at < all; at += 4) {
    const slope = unlessFaint1(load<f32>(gradient + at), faintGradient);
    const m = unlessFaint1(load<f32>(mean + at) * beta1 + slope * rest1, faintMean);
    const v = unlessFaint1(load<f32>(square + at) * beta2 + slope * slope * rest2, faintSquare);
    store<f32>(mean + at, m);
    store<f32>(square + at, v);
    store<f32>(next + at, load<f32>(parameter + at) - (m * rate) / (sqrt(v) * spread + epsilon));
  }
}
