/**
 * Computes the training kernels as plain loops in double precision, slow and simple, to test the
 * fast ones against.
 */

export interface ConvShape {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Zeros before the first row and column, and behind the last. */
  readonly padding: readonly [number, number];
  readonly after: readonly [number, number];
  readonly dilation: readonly [number, number];
}

export function outputSize(shape: ConvShape): [number, number] {
  const { height, width, kernel, stride, padding, after, dilation } = shape;
  const fits = (size: number, axis: 0 | 1) => {
    const extent = (kernel[axis] - 1) * dilation[axis] + 1;
    return Math.floor((size + padding[axis] + after[axis] - extent) / stride[axis]) + 1;
  };
  return [fits(height, 0), fits(width, 1)];
}

/**
 * Calls `visit` with every product of a convolution, as flat indices of input, filter and output.
 * Padding takes no part.
 */
export function eachProduct(shape: ConvShape, visit: (x: number, w: number, y: number) => void): void {
  const { images, height, width, channels, filters, kernel, stride, padding, dilation } = shape;
  const [outHeight, outWidth] = outputSize(shape);
  for (let n = 0; n < images; n++)
    for (let i = 0; i < outHeight; i++)
      for (let j = 0; j < outWidth; j++)
        for (let ky = 0; ky < kernel[0]; ky++)
          for (let kx = 0; kx < kernel[1]; kx++) {
            const row = i * stride[0] + ky * dilation[0] - padding[0];
            const column = j * stride[1] + kx * dilation[1] - padding[1];
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            const x = ((n * height + row) * width + column) * channels;
            const w = (ky * kernel[1] + kx) * channels;
            const y = ((n * outHeight + i) * outWidth + j) * filters;
            for (let c = 0; c < channels; c++)
              for (let f = 0; f < filters; f++) visit(x + c, (w + c) * filters + f, y + f);
          }
}

export interface Matrices {
  readonly rows: number;
  readonly steps: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Returns the matrix product, `[rows, columns]`. */
export function product(a: Float32Array, b: Float32Array, m: Matrices): Float64Array {
  const out = new Float64Array(m.rows * m.columns);
  for (let i = 0; i < m.rows; i++)
    for (let j = 0; j < m.columns; j++)
      for (let k = 0; k < m.steps; k++)
        out[i * m.columns + j]! +=
          a[m.transposeA ? k * m.rows + i : i * m.steps + k]! *
          b[m.transposeB ? j * m.steps + k : k * m.columns + j]!;
  return out;
}

/**
 * Computes batch norm over `[rows, channels]`, forward and backward; values below `floor` are cut:
 * 0 for ReLU, −∞ for none.
 */
export function batchNormReference(
  x: Float32Array,
  dy: Float32Array,
  gamma: Float32Array,
  beta: Float32Array,
  epsilon: number,
  floor: number,
) {
  const channels = gamma.length;
  const rows = x.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  x.forEach((value, i) => {
    mean[i % channels]! += value / rows;
  });
  x.forEach((value, i) => {
    variance[i % channels]! += (value - mean[i % channels]!) ** 2 / rows;
  });
  const normal = Float64Array.from(x, (value, i) => {
    const c = i % channels;
    return (value - mean[c]!) / Math.sqrt(variance[c]! + epsilon);
  });
  const y = normal.map((value, i) => Math.max(floor, value * gamma[i % channels]! + beta[i % channels]!));
  const passed = Float64Array.from(dy, (value, i) => (y[i]! > floor ? value : 0));
  const dgamma = new Float64Array(channels);
  const dbeta = new Float64Array(channels);
  passed.forEach((value, i) => {
    dgamma[i % channels]! += value * normal[i]!;
    dbeta[i % channels]! += value;
  });
  const dx = passed.map((value, i) => {
    const c = i % channels;
    const centred = value - dbeta[c]! / rows - (normal[i]! * dgamma[c]!) / rows;
    return (gamma[c]! / Math.sqrt(variance[c]! + epsilon)) * centred;
  });
  return { y, mean, variance, dx, dgamma, dbeta };
}
