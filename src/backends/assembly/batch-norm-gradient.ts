/**
 * Batch norm with ReLU (or nothing, floor −∞) behind it, backward. Where ReLU let pass is told from
 * x again, in the very operations of the forward pass: cheaper than reading its output. Sums as
 * there: blocks in single precision, their sums in double.
 */
import { blockRows, double, float, writeScale } from './batch-norm';

/**
 * Backward through ReLU, scale and statistics: `dx`, `dgamma` and `dbeta` from `dy` and what the
 * forward pass saw. `scratch` holds 28 bytes a channel and 32 more.
 */
export function batchNormGrad(
  dy: usize, x: usize, gamma: usize, beta: usize, mean: usize, variance: usize,
  dx: usize, dgamma: usize, dbeta: usize,
  rows: i32, channels: i32, epsilon: f64, floor: f32, scratch: usize,
): void {
  const sums = scratch, products = double(sums, channels);
  const scale = double(products, channels), offset = float(scale, channels), tilt = float(offset, channels);
  const block = float(tilt, channels);
  memory.fill(sums, 0, (<usize>channels) << 4);
  writeScale(gamma, variance, epsilon, channels, scale);
  const most = blockRows(channels);
  for (let row = 0; row < rows; row += most) {
    const count = most < rows - row ? most : rows - row;
    const by = (<usize>(row * channels)) << 2;
    for (let c = 0; c < channels; c++) {
      if ((c & 3) == 0) {
        const at = by + ((<usize>c) << 2), channel = (<usize>c) << 2;
        if (c + 4 <= channels)
          blockProducts4(dy + at, x + at, mean + channel, scale + channel, beta + channel, count, channels, floor, block);
        else
          for (let i: usize = 0; i < <usize>(channels - c) << 2; i += 4)
            blockProducts1(
              dy + at + i, x + at + i, mean + channel + i, scale + channel + i, beta + channel + i, count, channels,
              floor, block + i,
            );
      }
      const s = double(sums, c), p = double(products, c);
      store<f64>(s, load<f64>(s) + <f64>load<f32>(float(block, c & 3)));
      store<f64>(p, load<f64>(p) + <f64>load<f32>(float(block, c & 3), 16));
    }
  }
  for (let c = 0; c < channels; c++) {
    const inverse = 1 / sqrt<f64>(<f64>load<f32>(float(variance, c)) + epsilon);
    const sum = load<f64>(double(sums, c)), product = load<f64>(double(products, c)) * inverse;
    store<f32>(float(dgamma, c), <f32>product);
    store<f32>(float(dbeta, c), <f32>sum);
    store<f32>(float(offset, c), <f32>(sum / <f64>rows));
    store<f32>(float(tilt, c), <f32>((product * inverse) / <f64>rows));
  }
  const vectors = channels & ~3;
  const floors = f32x4.splat(floor);
  for (let row = 0; row < rows; row++) {
    const by = (<usize>(row * channels)) << 2;
    for (let c = 0; c < vectors; c += 4) {
      const at = by + ((<usize>c) << 2);
      const steep = v128.load(float(scale, c));
      const centred = f32x4.sub(v128.load(x + at), v128.load(float(mean, c)));
      const passes = f32x4.gt(f32x4.add(f32x4.mul(centred, steep), v128.load(float(beta, c))), floors);
      const slope = f32x4.sub(v128.and(v128.load(dy + at), passes), v128.load(float(offset, c)));
      v128.store(dx + at, f32x4.mul(steep, f32x4.sub(slope, f32x4.mul(centred, v128.load(float(tilt, c))))));
    }
    for (let c = vectors; c < channels; c++) {
      const at = by + ((<usize>c) << 2);
      const steep = load<f32>(float(scale, c));
      const centred = load<f32>(x + at) - load<f32>(float(mean, c));
      const slope: f32 = centred * steep + load<f32>(float(beta, c)) > floor ? load<f32>(dy + at) : 0;
      store<f32>(
        dx + at,
        steep * (slope - load<f32>(float(offset, c)) - centred * load<f32>(float(tilt, c))),
      );
    }
  }
}

/**
 * Sums over rows of what passes ReLU of dy, and of that times x − mean; four channels, to `out` and
 * `out` + 16.
 */
function blockProducts4(
  dy: usize, x: usize, mean: usize, scale: usize, beta: usize, rows: i32, channels: i32, floor: f32, out: usize,
): void {
  const step = (<usize>channels) << 2;
  const centre = v128.load(mean), steep = v128.load(scale), shift = v128.load(beta);
  const zero = f32x4.splat(0), floors = f32x4.splat(floor);
  let sum0 = zero, sum1 = zero, product0 = zero, product1 = zero;
  const end = x + <usize>rows * step;
  while (x < end) {
    let centred = f32x4.sub(v128.load(x), centre);
    let passes = f32x4.gt(f32x4.add(f32x4.mul(centred, steep), shift), floors);
    let slope = v128.and(v128.load(dy), passes);
    sum0 = f32x4.add(sum0, slope);
    product0 = f32x4.add(product0, f32x4.mul(slope, centred));
    x += step;
    dy += step;
    if (x == end) break;
    centred = f32x4.sub(v128.load(x), centre);
    passes = f32x4.gt(f32x4.add(f32x4.mul(centred, steep), shift), floors);
    slope = v128.and(v128.load(dy), passes);
    sum1 = f32x4.add(sum1, slope);
    product1 = f32x4.add(product1, f32x4.mul(slope, centred));
    x += step;
    dy += step;
  }
  v128.store(out, f32x4.add(sum0, sum1));
  v128.store(out, f32x4.add(product0, product1), 16);
}

function blockProducts1(
  dy: usize, x: usize, mean: usize, scale: usize, beta: usize, rows: i32, channels: i32, floor: f32, out: usize,
): void {
  const centre = load<f32>(mean), steep = load<f32>(scale), shift = load<f32>(beta);
  let sum: f64 = 0, product: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const centred = load<f32>(float(x, row * channels)) - centre;
    if (centred * steep + shift > floor) {
      const slope = load<f32>(float(dy, row * channels));
      sum += <f64>slope;
      product += <f64>slope * <f64>centred;
    }
  }
  store<f32>(out, <f32>sum);
  store<f32>(out, <f32>product, 16);
}
