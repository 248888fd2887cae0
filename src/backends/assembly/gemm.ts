/** C = A·B for dense layers and their gradients, either operand transposed where it lies. */
import { packColumns, packRows, packStart } from './pack';
import { copyFloats, packedTile, runsTile } from './tile';

/**
 * Steps of the sum, columns and rows that are worked on at a time: a panel of B and the rows of A
 * stay in the nearest cache, the columns of B in the next. The scratch memory that is handed in
 * (kernels/training-assembly-matmul.ts) goes by these.
 */
const mostSteps: i32 = 256;
const mostColumns: i32 = 512;
const mostRows: i32 = 32;

/**
 * `a` `[rows, steps]`, or `[steps, rows]` where `transposeA`; `b` `[steps, columns]`, or `[columns,
 * steps]` where `transposeB`; `bias` `[columns]` or 0; `out` `[rows, columns]` = max(a·b + bias,
 * floor). Each element is summed in the order of the steps.
 */
export function gemm(
  a: usize, b: usize, bias: usize, out: usize,
  rows: i32, steps: i32, columns: i32,
  transposeA: bool, transposeB: bool,
  floor: f32, scratch: usize,
): void {
  const starts = scratch;
  const spare = starts + ((<usize>((columns + 7) & ~7)) << 2);
  const packedB = spare + 128;
  const packedA = packedB + ((<usize>(mostSteps * mostColumns)) << 2);
  packStart(bias, columns, starts);
  const blocks = steps > 0 ? (steps + mostSteps - 1) / mostSteps : 1;
  for (let block = 0; block < blocks; block++) {
    // Blocks of nearly the same length, so that none is a short rest.
    const k = <i32>((<i64>steps * block) / blocks);
    const length = <i32>((<i64>steps * (block + 1)) / blocks) - k;
    const panelStride = (<usize>length) << 5;
    // Only what is whole may be cut off.
    const least: f32 = block == blocks - 1 ? floor : -Infinity;
    for (let n = 0; n < columns; n += mostColumns) {
      const width = min(mostColumns, columns - n);
      if (transposeB)
        packColumns(float(b, n * steps + k), 4, (<usize>steps) << 2, length, width, packedB, panelStride);
      else packColumns(float(b, k * columns + n), (<usize>columns) << 2, 4, length, width, packedB, panelStride);
      for (let m = 0; m < rows; m += mostRows) {
        const height = min(mostRows, rows - m);
        if (transposeA) packRows(float(a, k * rows + m), (<usize>rows) << 2, 4, length, height, packedA);
        for (let column = 0; column < width; column += 8) {
          const panel = packedB + <usize>(column >> 3) * panelStride;
          const corner = float(out, m * columns + n + column);
          const start = block ? 0 : float(starts, n + column);
          const valid = min(8, width - column);
          if (transposeA)
            sumPanel(packedA, 0, panel, start, corner, height, length, columns, valid, least, spare);
          else
            sumPanel(
              float(a, m * steps + k), (<usize>steps) << 2, panel, start, corner, height, length, columns, valid, least,
              spare,
            );
        }
      }
    }
  }
}

@inline
function float(at: usize, index: i32): usize {
  return at + ((<usize>index) << 2);
}

/**
 * `valid` ≤ 8 columns of the output, `rows` rows of it, from `corner`; sums start from `start`, or
 * from what is there where that is 0. A is packed where its row stride is 0. `spare` holds a tile
 * for where only a part of one is inside.
 */
function sumPanel(
  a: usize, rowStride: usize, panel: usize, start: usize, corner: usize,
  rows: i32, length: i32, columns: i32, valid: i32, floor: f32, spare: usize,
): void {
  const outStride = (<usize>columns) << 2;
  for (let row = 0; row < rows; row += 4) {
    const left = min(4, rows - row);
    const first = corner + <usize>row * outStride;
    const whole = left == 4 && valid == 8;
    let o0 = first, o1 = first + outStride, o2 = o1 + outStride, o3 = o2 + outStride;
    let from = start ? start : first;
    let fromStride = start ? 0 : outStride;
    if (!whole) {
      o0 = spare;
      o1 = spare + 32;
      o2 = spare + 64;
      o3 = spare + 96;
      if (!start) {
        for (let i = 0; i < left; i++)
          copyFloats(first + <usize>i * outStride, spare + ((<usize>i) << 5), valid);
        from = spare;
        fromStride = 32;
      }
    }
    if (rowStride) {
      const a0 = a + <usize>row * rowStride;
      const a1 = left > 1 ? a0 + rowStride : a0, a2 = left > 2 ? a1 + rowStride : a1, a3 = left > 3 ? a2 + rowStride : a2;
      runsTile(a0, a1, a2, a3, 0, 1, length, panel, 0, from, fromStride, o0, o1, o2, o3, floor);
    } else {
      const tile = a + <usize>(row >> 2) * ((<usize>length) << 4);
      packedTile(tile, 16, 0, 0, 1, 1, length, panel, 0, 0, from, fromStride, o0, o1, o2, o3, floor);
    }
    if (!whole)
      for (let i = 0; i < left; i++)
        copyFloats(spare + ((<usize>i) << 5), first + <usize>i * outStride, valid);
  }
}
