/**
 * Batch norm on the statistics of the batch with ReLU (or nothing) behind it, `[rows, channels]`.
 * Sums run over blocks of rows in single precision, the blocks' sums in double.
 */

/** Floats of a block, which stays in the nearest cache. */
const blockFloats: i32 = 4096;

/** Rows of a block. */
@inline
export function blockRows(channels: i32): i32 {
  const rows = blockFloats / channels;
  return rows < 8 ? 8 : rows;
}

@inline
export function float(at: usize, index: i32): usize {
  return at + ((<usize>index) << 2);
}

@inline
export function double(at: usize, index: i32): usize {
  return at + ((<usize>index) << 3);
}

/**
 * `y` = max((x − mean)·gamma/√(variance + epsilon) + beta, floor), floor 0 for ReLU and −∞ for
 * none; `mean` and biased `variance` `[channels]` come out. `scratch` holds 16 bytes a channel and
 * 32 more.
 */
export function batchNorm(
  x: usize, gamma: usize, beta: usize, y: usize, mean: usize, variance: usize,
  rows: i32, channels: i32, epsilon: f64, floor: f32, scratch: usize,
): void {
  statistics(x, mean, variance, rows, channels, scratch);
  const scale = scratch;
  writeScale(gamma, variance, epsilon, channels, scale);
  const vectors = channels & ~3;
  const floors = f32x4.splat(floor);
  for (let row = 0; row < rows; row++) {
    const at = float(x, row * channels), out = float(y, row * channels);
    for (let c = 0; c < vectors; c += 4) {
      const centred = f32x4.sub(v128.load(float(at, c)), v128.load(float(mean, c)));
      const value = f32x4.add(f32x4.mul(centred, v128.load(float(scale, c))), v128.load(float(beta, c)));
      v128.store(float(out, c), f32x4.max(value, floors));
    }
    for (let c = vectors; c < channels; c++) {
      const centred = load<f32>(float(at, c)) - load<f32>(float(mean, c));
      const value = centred * load<f32>(float(scale, c)) + load<f32>(float(beta, c));
      store<f32>(float(out, c), max<f32>(value, floor));
    }
  }
}

/**
 * gamma/√(variance + epsilon), from the variance as it is handed on, so that forward and backward
 * agree to the last bit.
 */
export function writeScale(gamma: usize, variance: usize, epsilon: f64, channels: i32, scale: usize): void {
  for (let c = 0; c < channels; c++)
    store<f32>(
      float(scale, c),
      <f32>(<f64>load<f32>(float(gamma, c)) / sqrt<f64>(<f64>load<f32>(float(variance, c)) + epsilon)),
    );
}

/**
 * Mean and squared deviation of each block, joined as Chan, Golub and LeVeque do: nothing cancels,
 * however large the mean.
 */
function statistics(x: usize, mean: usize, variance: usize, rows: i32, channels: i32, scratch: usize): void {
  const means = scratch, squares = double(scratch, channels), block = float(double(squares, channels), 0);
  memory.fill(means, 0, (<usize>channels) << 4);
  const most = blockRows(channels);
  for (let row = 0; row < rows; row += most) {
    const count = most < rows - row ? most : rows - row;
    const at = float(x, row * channels);
    const known = <f64>row, fresh = <f64>count, all = known + fresh;
    for (let c = 0; c < channels; c++) {
      // Four channels at once where there are four.
      if ((c & 3) == 0) {
        if (c + 4 <= channels) blockMoments4(float(at, c), count, channels, block);
        else for (let i = 0; i < channels - c; i++) blockMoments1(float(at, c + i), count, channels, float(block, i));
      }
      const blockMean = <f64>load<f32>(float(block, c & 3));
      const gap = blockMean - load<f64>(double(means, c));
      store<f64>(double(means, c), load<f64>(double(means, c)) + (gap * fresh) / all);
      store<f64>(
        double(squares, c),
        load<f64>(double(squares, c)) + <f64>load<f32>(float(block, c & 3), 16) + (gap * gap * known * fresh) / all,
      );
    }
  }
  for (let c = 0; c < channels; c++) {
    store<f32>(float(mean, c), <f32>load<f64>(double(means, c)));
    store<f32>(float(variance, c), <f32>(load<f64>(double(squares, c)) / <f64>rows));
  }
}

/**
 * Mean and sum of squared deviations of four neighbouring channels over `rows` rows, to `out` and
 * `out` + 16.
 */
function blockMoments4(x: usize, rows: i32, channels: i32, out: usize): void {
  const step = (<usize>channels) << 2;
  const whole = x + <usize>(rows & ~3) * step, end = x + <usize>rows * step;
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let at = x;
  for (; at < whole; at += 4 * step) {
    s0 = f32x4.add(s0, v128.load(at));
    s1 = f32x4.add(s1, v128.load(at + step));
    s2 = f32x4.add(s2, v128.load(at + 2 * step));
    s3 = f32x4.add(s3, v128.load(at + 3 * step));
  }
  for (; at < end; at += step) s0 = f32x4.add(s0, v128.load(at));
  const mean = f32x4.div(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.splat(<f32>rows));
  s0 = f32x4.splat(0);
  s1 = s0;
  s2 = s0;
  s3 = s0;
  for (at = x; at < whole; at += 4 * step) {
    const d0 = f32x4.sub(v128.load(at), mean), d1 = f32x4.sub(v128.load(at + step), mean);
    const d2 = f32x4.sub(v128.load(at + 2 * step), mean), d3 = f32x4.sub(v128.load(at + 3 * step), mean);
    s0 = f32x4.add(s0, f32x4.mul(d0, d0));
    s1 = f32x4.add(s1, f32x4.mul(d1, d1));
    s2 = f32x4.add(s2, f32x4.mul(d2, d2));
    s3 = f32x4.add(s3, f32x4.mul(d3, d3));
  }
  for (; at < end; at += step) {
    const d = f32x4.sub(v128.load(at), mean);
    s0 = f32x4.add(s0, f32x4.mul(d, d));
  }
  v128.store(out, mean);
  v128.store(out, f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), 16);
}

function blockMoments1(x: usize, rows: i32, channels: i32, out: usize): void {
  let sum: f64 = 0;
  for (let row = 0; row < rows; row++) sum += <f64>load<f32>(float(x, row * channels));
  const mean = <f32>(sum / <f64>rows);
  let squares: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const d = <f64>(load<f32>(float(x, row * channels)) - mean);
    squares += d * d;
  }
  store<f32>(out, mean);
  store<f32>(out, <f32>squares, 16);
}
