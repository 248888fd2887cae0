/**
 * Packing an operand into panels: 8 columns (of B) or 4 rows (of A) side by side for each step of
 * the sum.
 */

/**
 * The element of step k and column n of the operand lies at `source + k·stepStride +
 * n·columnStride` bytes. Panel p holds the columns 8p … 8p + 7, eight floats a step, from `out +
 * p·panelStride`; what is beyond `columns` becomes 0.
 */
export function packColumns(
  source: usize, stepStride: usize, columnStride: usize,
  steps: i32, columns: i32,
  out: usize, panelStride: usize,
): void {
  let n = 0;
  if (columnStride == 4)
    for (; n + 32 <= columns; n += 32) {
      packRows32(source + ((<usize>n) << 2), stepStride, steps, out, panelStride);
      out += 4 * panelStride;
    }
  for (; n + 8 <= columns; n += 8) {
    const from = source + <usize>n * columnStride;
    if (columnStride == 4) packRows8(from, stepStride, steps, out);
    else if (stepStride == 4) packTransposed8(from, columnStride, steps, out);
    else packLoose(from, stepStride, columnStride, steps, 8, 8, out);
    out += panelStride;
  }
  if (n < columns)
    packLoose(source + <usize>n * columnStride, stepStride, columnStride, steps, columns - n, 8, out);
}

function packRows8(from: usize, stepStride: usize, steps: i32, out: usize): void {
  for (let k = 0; k < steps; k++) {
    v128.store(out, v128.load(from));
    v128.store(out, v128.load(from, 16), 16);
    from += stepStride;
    out += 32;
  }
}

/** Four panels at once, to read whole lines of the cache. */
function packRows32(from: usize, stepStride: usize, steps: i32, out: usize, panelStride: usize): void {
  const second = out + panelStride, third = second + panelStride, fourth = third + panelStride;
  const end = (<usize>steps) << 5;
  for (let by: usize = 0; by < end; by += 32) {
    v128.store(out + by, v128.load(from));
    v128.store(out + by, v128.load(from, 16), 16);
    v128.store(second + by, v128.load(from, 32));
    v128.store(second + by, v128.load(from, 48), 16);
    v128.store(third + by, v128.load(from, 64));
    v128.store(third + by, v128.load(from, 80), 16);
    v128.store(fourth + by, v128.load(from, 96));
    v128.store(fourth + by, v128.load(from, 112), 16);
    from += stepStride;
  }
}

function packTransposed8(from: usize, columnStride: usize, steps: i32, out: usize): void {
  const half = from + 4 * columnStride;
  const whole = steps & ~3;
  for (let k = 0; k < whole; k += 4) {
    const by = (<usize>k) << 2;
    transpose4(from + by, columnStride, out, 32);
    transpose4(half + by, columnStride, out + 16, 32);
    out += 128;
  }
  packLoose(from + ((<usize>whole) << 2), 4, columnStride, steps - whole, 8, 8, out);
}

/** Four rows of four floats, `stride` bytes apart, to four columns, `outStride` bytes apart. */
@inline
function transpose4(from: usize, stride: usize, out: usize, outStride: usize): void {
  const r0 = v128.load(from), r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride), r3 = v128.load(from + 3 * stride);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(out + outStride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(out + 2 * outStride, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(out + 3 * outStride, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** `columns` ≤ `width` columns, filled up with zeros to `width` floats a step. */
function packLoose(
  from: usize, stepStride: usize, columnStride: usize,
  steps: i32, columns: i32, width: i32,
  out: usize,
): void {
  for (let k = 0; k < steps; k++) {
    let at = from;
    for (let n = 0; n < width; n++) {
      store<f32>(out, n < columns ? load<f32>(at) : 0);
      at += columnStride;
      out += 4;
    }
    from += stepStride;
  }
}

/**
 * The same for A with four rows a panel, laid one behind the other: row m of step k at `source +
 * k·stepStride + m·rowStride`.
 */
export function packRows(
  source: usize, stepStride: usize, rowStride: usize,
  steps: i32, rows: i32,
  out: usize,
): void {
  const panel = (<usize>steps) << 4;
  let m = 0;
  for (; m + 4 <= rows; m += 4) {
    let from = source + <usize>m * rowStride;
    if (rowStride == 4) {
      for (let k = 0; k < steps; k++) {
        v128.store(out + ((<usize>k) << 4), v128.load(from));
        from += stepStride;
      }
    } else packLoose(from, stepStride, rowStride, steps, 4, 4, out);
    out += panel;
  }
  if (m < rows) packLoose(source + <usize>m * rowStride, stepStride, rowStride, steps, rows - m, 4, out);
}

/** What sums start from: the bias, or zeros where `bias` is 0, with zeros up to a multiple of 8. */
export function packStart(bias: usize, columns: i32, out: usize): void {
  const padded = (columns + 7) & ~7;
  for (let n = 0; n < padded; n++)
    store<f32>(out + ((<usize>n) << 2), bias && n < columns ? load<f32>(bias + ((<usize>n) << 2)) : 0);
}
