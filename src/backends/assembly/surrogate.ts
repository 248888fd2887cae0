/**
 * Neurons over a window, forward and backward through time (kernels/surrogate.ts has the
 * equations). Sixteen neurons, a cache line of them, go through all steps together: their steps lie
 * a plane apart, often by a power of two.
 */
import { float } from './batch-norm';

/** Neurons that go together; a plane has as many at least. */
const group: i32 = 16;

/** A dead neuron's threshold: finite, so that 0 · ϑ is 0, and never reached. */
const unreachable: f32 = 3.4e38;

/**
 * ϑ and V₀ of channel i % channels, f32 `[2][channels + 16]`: any sixteen neighbours lie in a row.
 */
function layOut(threshold: usize, thresholds: i32, channels: i32, share: f64, out: usize): void {
  const length = channels + group;
  for (let i = 0; i < length; i++) {
    const theta = load<f32>(float(threshold, thresholds == 1 ? 0 : i % channels));
    store<f32>(float(out, i), theta > 0 ? theta : unreachable);
    store<f32>(float(out, length + i), theta > 0 ? <f32>(share * <f64>theta) : 0);
  }
}

@inline
function potential(left: v128, leak: v128, current: usize): v128 {
  return f32x4.add(f32x4.mul(left, leak), v128.load(current));
}

/** What is left of V: of one that fires nothing where `hard` is all ones, else V − ϑ. */
@inline
function afterReset(v: v128, fires: v128, theta: v128, hard: v128): v128 {
  return f32x4.sub(v, v128.and(fires, v128.bitselect(v, theta, hard)));
}

/** The last group overlaps the one before, whose neurons then do the same once more. */
@inline
function startOf(at: i32, plane: i32): i32 {
  return at + group > plane ? plane - group : at;
}

/**
 * `scratch` holds 8 · (channels + 16) bytes. `stride` is the number of floats from one step's
 * current to the next one's: 0 or `plane`.
 */
export function surrogateNeurons(
  current: usize, threshold: usize, spikes: usize,
  plane: i32, stride: i32, channels: i32, thresholds: i32, steps: i32, leak: f64, hard: bool, share: f64, scratch: usize,
): void {
  layOut(threshold, thresholds, channels, share, scratch);
  const starts = float(scratch, channels + group);
  const lambda = f32x4.splat(<f32>leak), all = i32x4.splat(hard ? -1 : 0), one = f32x4.splat(1);
  for (let at = 0; at < plane; at += group) {
    const first = startOf(at, plane), channel = first % channels;
    const theta = float(scratch, channel), start = float(starts, channel);
    const h0 = v128.load(theta), h1 = v128.load(theta, 16), h2 = v128.load(theta, 32), h3 = v128.load(theta, 48);
    let u0 = v128.load(start), u1 = v128.load(start, 16), u2 = v128.load(start, 32), u3 = v128.load(start, 48);
    let z = float(current, first), out = float(spikes, first);
    for (let t = 0; t < steps; t++) {
      u0 = potential(u0, lambda, z);
      u1 = potential(u1, lambda, z + 16);
      u2 = potential(u2, lambda, z + 32);
      u3 = potential(u3, lambda, z + 48);
      const f0 = f32x4.ge(u0, h0), f1 = f32x4.ge(u1, h1), f2 = f32x4.ge(u2, h2), f3 = f32x4.ge(u3, h3);
      v128.store(out, v128.and(f0, one));
      v128.store(out, v128.and(f1, one), 16);
      v128.store(out, v128.and(f2, one), 32);
      v128.store(out, v128.and(f3, one), 48);
      u0 = afterReset(u0, f0, h0, all);
      u1 = afterReset(u1, f1, h1, all);
      u2 = afterReset(u2, f2, h2, all);
      u3 = afterReset(u3, f3, h3, all);
      z = float(z, stride);
      out = float(out, plane);
    }
  }
}

/**
 * e to the power of x, for |x| ≤ 87: 2ⁿ times a Taylor polynomial on ±ln 2 / 2, right to the last
 * digits.
 */
function exp(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  // ln 2 in two parts, the first of which times n is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693145751953125)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(1.428606765330187e-6)));
  let sum = f32x4.splat(1 / 720.0);
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1 / 120.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1 / 24.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1 / 6.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(sum, power);
}

/** h(u): shapes 0 … 3 are rectangle, triangle, sigmoid and arctan. */
function slope(u: v128, shape: i32, width: f32): v128 {
  const height = f32x4.splat(1 / width);
  if (shape == 0) return v128.and(f32x4.lt(f32x4.abs(u), f32x4.splat(width / 2)), height);
  if (shape == 1) {
    const fallen = f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.abs(u), height));
    return f32x4.mul(f32x4.max(fallen, f32x4.splat(0)), height);
  }
  if (shape == 2) {
    // σ(1 − σ) = e / (1 + e)² with e = exp(−|x|), which cannot overflow.
    const x = f32x4.mul(f32x4.abs(u), f32x4.splat(4 / width));
    const e = exp(f32x4.neg(f32x4.min(x, f32x4.splat(80))));
    const below = f32x4.add(f32x4.splat(1), e);
    return f32x4.mul(f32x4.div(e, f32x4.mul(below, below)), f32x4.splat(4 / width));
  }
  const x = f32x4.mul(u, f32x4.splat(<f32>Math.PI / width));
  return f32x4.div(height, f32x4.add(f32x4.splat(1), f32x4.mul(x, x)));
}

/** Four neurons: their V at every step to `potentials`, 64 bytes a step. */
function remember(
  z: usize, stride: i32, steps: i32, theta: v128, left: v128, lambda: v128, hard: v128, potentials: usize,
): void {
  for (let t = 0; t < steps; t++) {
    const v = potential(left, lambda, z);
    v128.store(potentials, v);
    left = afterReset(v, f32x4.ge(v, theta), theta, hard);
    z = float(z, stride);
    potentials += 64;
  }
}

/** `scratch` holds 8 · (channels + 16) + 64 · steps bytes. */
export function surrogateNeuronsGrad(
  dy: usize, current: usize, threshold: usize, dz: usize,
  plane: i32, stride: i32, channels: i32, thresholds: i32, steps: i32, leak: f64, hard: bool, share: f64,
  shape: i32, width: f64, scratch: usize,
): void {
  layOut(threshold, thresholds, channels, share, scratch);
  const starts = float(scratch, channels + group), potentials = float(starts, channels + group);
  const lambda = f32x4.splat(<f32>leak), all = i32x4.splat(hard ? -1 : 0);
  for (let at = 0; at < plane; at += group) {
    const first = startOf(at, plane), channel = first % channels;
    for (let lane: usize = 0; lane < 64; lane += 16) {
      const theta = v128.load(float(scratch, channel) + lane);
      const start = v128.load(float(starts, channel) + lane);
      remember(float(current, first) + lane, stride, steps, theta, start, lambda, all, potentials + lane);
    }
    for (let lane: usize = 0; lane < 64; lane += 16) {
      const theta = v128.load(float(scratch, channel) + lane);
      let up = float(dy, first + (steps - 1) * plane) + lane;
      let out = float(dz, first + (steps - 1) * stride) + lane;
      let seen = potentials + (<usize>(steps - 1) << 6) + lane;
      let after = f32x4.splat(0), sum = after;
      for (let t = steps - 1; t >= 0; t--) {
        const v = v128.load(seen);
        const u = f32x4.sub(f32x4.div(v, theta), f32x4.splat(1));
        const steep = f32x4.div(slope(u, shape, <f32>width), theta);
        const kept = v128.andnot(after, v128.and(f32x4.ge(v, theta), all));
        const taken = f32x4.mul(v128.bitselect(v, theta, all), after);
        const dv = f32x4.add(f32x4.mul(f32x4.sub(v128.load(up), taken), steep), kept);
        if (stride == 0) sum = f32x4.add(sum, dv);
        else v128.store(out, dv);
        after = f32x4.mul(lambda, dv);
        up -= (<usize>plane) << 2;
        out -= (<usize>stride) << 2;
        seen -= 64;
      }
      if (stride == 0) v128.store(float(dz, first) + lane, sum);
    }
  }
}
