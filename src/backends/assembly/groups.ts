/**
 * Gradient of a dense layer's weights over the groups of a batch. The tiles of all groups are
 * summed side by side and added as a tree, before anything is written.
 */
import { packColumns, packRows } from './pack';
import { copyFloats, packedTile } from './tile';

/**
 * Columns and rows of the output that are worked on at a time. The scratch memory that is handed in
 * (kernels/training/assembly-groups.ts) goes by these.
 */
const mostColumns: i32 = 512;
const mostRows: i32 = 32;

/**
 * `out` `[inputs, outputs]` = Σ xᵀ·dy over the groups of `x` `[rows, inputs]` and `dy` `[rows,
 * outputs]`, where `sizes` has the rows of each group. Each group's sum runs in the order of its
 * rows.
 */
export function groupedProductGrad(
  x: usize, dy: usize, sizes: usize, out: usize,
  inputs: i32, outputs: i32, groups: i32, scratch: usize,
): void {
  const zeros = scratch, additions = zeros + 32;
  const leaves = (additions + ((<usize>groups) << 3) + 15) & ~15;
  const packedDy = leaves + ((<usize>groups) << 7);
  let rows = 0;
  for (let group = 0; group < groups; group++) rows += sizeOf(sizes, group);
  const packedX = packedDy + ((<usize>(rows * mostColumns)) << 2);
  memory.fill(zeros, 0, 32);
  const end = writeAdditions(0, groups, additions);
  for (let n = 0; n < outputs; n += mostColumns) {
    const width = min(mostColumns, outputs - n);
    const padded = (width + 7) & ~7;
    for (let group = 0, row = 0; group < groups; group++) {
      const size = sizeOf(sizes, group);
      packColumns(
        float(dy, row * outputs + n), (<usize>outputs) << 2, 4, size, width,
        float(packedDy, row * padded), (<usize>size) << 5,
      );
      row += size;
    }
    for (let m = 0; m < inputs; m += mostRows) {
      const height = min(mostRows, inputs - m);
      const tall = (height + 3) & ~3;
      for (let group = 0, row = 0; group < groups; group++) {
        const size = sizeOf(sizes, group);
        packRows(float(x, row * inputs + m), (<usize>inputs) << 2, 4, size, height, float(packedX, row * tall));
        row += size;
      }
      for (let column = 0; column < width; column += 8) {
        const valid = min(8, width - column);
        for (let tile = 0; tile < height; tile += 4) {
          let leaf = leaves;
          for (let group = 0, row = 0; group < groups; group++) {
            const size = sizeOf(sizes, group);
            const a = float(packedX, row * tall + tile * size), b = float(packedDy, row * padded + column * size);
            packedTile(
              a, 16, 0, 0, 1, 1, size, b, 0, 0, zeros, 0,
              leaf, leaf + 32, leaf + 64, leaf + 96, -Infinity,
            );
            leaf += 128;
            row += size;
          }
          for (let at = additions; at < end; at += 8) {
            const into = leaves + ((<usize>load<i32>(at)) << 7), from = leaves + ((<usize>load<i32>(at, 4)) << 7);
            for (let by: usize = 0; by < 128; by += 16)
              v128.store(into + by, f32x4.add(v128.load(into + by), v128.load(from + by)));
          }
          const left = min(4, height - tile);
          for (let i = 0; i < left; i++)
            copyRow(leaves + ((<usize>i) << 5), float(out, (m + tile + i) * outputs + n + column), valid);
        }
      }
    }
  }
}

/** `target` += `source`, `count` floats each. */
export function addFloats(target: usize, source: usize, count: i32): void {
  const end = target + ((<usize>(count & ~3)) << 2), all = target + ((<usize>count) << 2);
  for (; target < end; target += 16) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(source)));
    source += 16;
  }
  for (; target < all; target += 4) {
    store<f32>(target, load<f32>(target) + load<f32>(source));
    source += 4;
  }
}

/** The additions of the tree over `count` leaves from `first` on (kernels/training/tree.ts). */
function writeAdditions(first: i32, count: i32, to: usize): usize {
  if (count < 2) return to;
  const left = count / 2;
  to = writeAdditions(first, left, to);
  to = writeAdditions(first + left, count - left, to);
  store<i32>(to, first);
  store<i32>(to, first + left, 4);
  return to + 8;
}

@inline
function sizeOf(sizes: usize, group: i32): i32 {
  return load<i32>(sizes + ((<usize>group) << 2));
}

@inline
function float(at: usize, index: i32): usize {
  return at + ((<usize>index) << 2);
}

@inline
function copyRow(from: usize, to: usize, valid: i32): void {
  if (valid == 8) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  } else copyFloats(from, to, valid);
}
