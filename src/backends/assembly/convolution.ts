/**
 * Convolution where it lies in memory, forward and as the gradient of the input. Output pixels
 * whose kernels reach over the same borders form a class and sum over the same taps: padding is
 * never multiplied, and nothing is copied but the weights.
 */
import { packColumns, packStart } from './pack';
import { endTap, firstTap } from './taps';
import { copyFloats, runsTile } from './tile';

/**
 * Output pixels listed at a time. The scratch memory handed in
 * (kernels/training-assembly-convolution.ts) goes by it.
 */
const mostPixels: i32 = 2048;

/**
 * `x` `[images, height, width, channels]`, `filter` `[kernelHeight, kernelWidth, channels,
 * filters]`, `bias` `[filters]` or 0, `out` `[images, outHeight, outWidth, filters]` = max(x ∗
 * filter + bias, floor).
 */
export function convolution(
  x: usize, filter: usize, bias: usize, out: usize,
  images: i32, height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32, top: i32, left: i32,
  dilationHeight: i32, dilationWidth: i32, floor: f32, scratch: usize,
): void {
  const steps = kernelHeight * kernelWidth * channels;
  const starts = scratch;
  const weights = starts + ((<usize>((filters + 7) & ~7)) << 2);
  const rest = weights + ((<usize>((filters + 7) & ~7) * steps) << 2);
  packStart(bias, filters, starts);
  packColumns(filter, (<usize>filters) << 2, 4, steps, filters, weights, (<usize>steps) << 5);
  convolve(
    x, weights, starts, out, images, height, width, channels,
    outHeight, outWidth, filters, 0, 0, 1, 1, outHeight, outWidth,
    kernelHeight, kernelWidth, strideHeight, strideWidth, top, left, dilationHeight, dilationWidth, floor, rest,
  );
}

/**
 * dx `[images, height, width, channels]` of the convolution above from `dy` `[images, outHeight,
 * outWidth, filters]`. Input pixels of the same phase of the stride meet the same taps: each phase
 * is a convolution of dy with every stride-th tap, backwards. Either strides or dilations are 1.
 */
export function inputGradient(
  dy: usize, filter: usize, dx: usize,
  images: i32, height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32, top: i32, left: i32,
  dilationHeight: i32, dilationWidth: i32, scratch: usize,
): void {
  const starts = scratch;
  const padded = <usize>((channels + 7) & ~7);
  const weights = starts + (padded << 2);
  const rest = weights + ((padded * (kernelHeight * kernelWidth * filters)) << 2);
  packStart(0, channels, starts);
  for (let row = 0; row < strideHeight && row < height; row++)
    for (let column = 0; column < strideWidth && column < width; column++) {
      // Of this phase: the first tap, and how many taps there are.
      const firstY = (row + top) % strideHeight, firstX = (column + left) % strideWidth;
      const tapsY = max(0, (kernelHeight - firstY + strideHeight - 1) / strideHeight);
      const tapsX = max(0, (kernelWidth - firstX + strideWidth - 1) / strideWidth);
      const panelStride = (<usize>(tapsY * tapsX * filters)) << 5;
      for (let y = 0; y < tapsY; y++)
        for (let x = 0; x < tapsX; x++) {
          const ky = firstY + (tapsY - 1 - y) * strideHeight, kx = firstX + (tapsX - 1 - x) * strideWidth;
          packColumns(
            filter + ((<usize>((ky * kernelWidth + kx) * channels) * filters) << 2), 4, (<usize>filters) << 2,
            filters, channels, weights + ((<usize>((y * tapsX + x) * filters)) << 5), panelStride,
          );
        }
      // Tap ky of input row i belongs to output row (i + top − ky · dilation) / stride; the last
      // tap comes first.
      const up = (tapsY - 1) * dilationHeight - (row + top - firstY) / strideHeight;
      const before = (tapsX - 1) * dilationWidth - (column + left - firstX) / strideWidth;
      convolve(
        dy, weights, starts, dx, images, outHeight, outWidth, filters,
        height, width, channels, row, column, strideHeight, strideWidth,
        (height - row + strideHeight - 1) / strideHeight, (width - column + strideWidth - 1) / strideWidth,
        tapsY, tapsX, 1, 1, up, before, dilationHeight, dilationWidth, -Infinity, rest,
      );
    }
}

/**
 * The output pixels (firstRow + i·stepRow, firstColumn + j·stepColumn), i < rows, j < columns, from
 * source pixels (i·strideHeight + ky·dilationHeight − top, j·strideWidth + kx·dilationWidth −
 * left). `weights` packed in panels over taps and channels, `starts` as packStart makes it.
 */
function convolve(
  source: usize, weights: usize, starts: usize, out: usize,
  images: i32, height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  firstRow: i32, firstColumn: i32, stepRow: i32, stepColumn: i32, rows: i32, columns: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32, top: i32, left: i32,
  dilationHeight: i32, dilationWidth: i32, floor: f32, scratch: usize,
): void {
  const group = max(1, mostPixels / max(1, rows * columns));
  const pixelBytes = (<usize>channels) << 2;
  const outBytes = (<usize>filters) << 2;
  const sourceRow = pixelBytes * width;
  const panelStride = (<usize>(kernelHeight * kernelWidth * channels)) << 5;
  const kernelRow = (<usize>(kernelWidth * channels)) << 5;
  const edge = scratch, sink = scratch + 128, list = scratch + 160;
  for (let image = 0; image < images; image += group) {
    const pictures = min(group, images - image);
    let row = 0;
    while (row < rows) {
      const y = row * strideHeight - top;
      const tapsFrom = firstTap(y, dilationHeight);
      const tapsTo = max(tapsFrom, endTap(y, kernelHeight, dilationHeight, height));
      const lastRow = endOfClass(row, rows, strideHeight, top, kernelHeight, dilationHeight, height);
      let column = 0;
      while (column < columns) {
        const x = column * strideWidth - left;
        const from = firstTap(x, dilationWidth), to = max(from, endTap(x, kernelWidth, dilationWidth, width));
        const lastColumn = endOfClass(column, columns, strideWidth, left, kernelWidth, dilationWidth, width);
        const taps = to > from ? tapsTo - tapsFrom : 0;
        const length = (to - from) * channels;
        const panels = weights + (<usize>tapsFrom) * kernelRow + ((<usize>(from * channels)) << 5);
        // One list of pixels, or several where an image is larger than a list.
        let picture = 0, i = row, j = column;
        while (picture < pictures) {
          let count = 0;
          while (picture < pictures && count < mostPixels) {
            const at = list + ((<usize>count) << 3);
            const sourceY = i * strideHeight - top + tapsFrom * dilationHeight;
            const sourceX = j * strideWidth - left + from * dilationWidth;
            store<usize>(
              at,
              source + <usize>((image + picture) * height + sourceY) * sourceRow + <usize>sourceX * pixelBytes,
            );
            store<usize>(
              at,
              out +
                <usize>(((image + picture) * outHeight + firstRow + i * stepRow) * outWidth + firstColumn + j * stepColumn) *
                  outBytes,
              4,
            );
            count++;
            if (++j == lastColumn) {
              j = column;
              if (++i == lastRow) {
                i = row;
                picture++;
              }
            }
          }
          // Without dilation the taps of a row of the kernel are one run of memory.
          if (dilationWidth == 1)
            sumPixels(
              list, count, 1, 0, 0, taps, length, sourceRow * dilationHeight,
              panels, panelStride, kernelRow, starts, filters, floor, edge, sink,
            );
          else
            sumPixels(
              list, count, max(1, taps), sourceRow * dilationHeight, kernelRow,
              taps > 0 ? to - from : 0, channels, pixelBytes * dilationWidth,
              panels, panelStride, (<usize>channels) << 5, starts, filters, floor, edge, sink,
            );
        }
        column = lastColumn;
      }
      row = lastRow;
    }
  }
}

/**
 * The first index behind `index` whose kernel is cut differently by the borders of the source, or
 * `count`.
 */
function endOfClass(
  index: i32, count: i32, stride: i32, before: i32, kernel: i32, dilation: i32, size: i32,
): i32 {
  const at = index * stride - before;
  const from = firstTap(at, dilation), to = endTap(at, kernel, dilation, size);
  for (let next = index + 1; next < count; next++) {
    const then = next * stride - before;
    if (firstTap(then, dilation) != from || endTap(then, kernel, dilation, size) != to) return next;
  }
  return count;
}

/**
 * All filters of the `count` pixels in `list` (source and output addresses), which sum over the
 * same taps: `groups` groups, `groupStride` bytes of source and `groupKernel` bytes of the kernel
 * apart, each of `runs` runs of `length` floats, which are `runStride` and `runKernel` bytes apart.
 */
function sumPixels(
  list: usize, count: i32, groups: i32, groupStride: usize, groupKernel: usize,
  runs: i32, length: i32, runStride: usize,
  panels: usize, panelStride: usize, runKernel: usize,
  starts: usize, filters: i32, floor: f32, edge: usize, sink: usize,
): void {
  // The last tile is filled up with its last pixel, whose repeated results go nowhere.
  const last = load<usize>(list + ((<usize>(count - 1)) << 3));
  for (let i = count; i < ((count + 3) & ~3); i++) {
    store<usize>(list + ((<usize>i) << 3), last);
    store<usize>(list + ((<usize>i) << 3), 0, 4);
  }
  const end = list + ((<usize>count) << 3);
  for (let filter = 0; filter < filters; filter += 8) {
    const panel = panels + <usize>(filter >> 3) * panelStride;
    const start = starts + ((<usize>filter) << 2);
    const by = (<usize>filter) << 2;
    const valid = min(8, filters - filter);
    for (let at = list; at < end; at += 32) {
      let a0 = load<usize>(at), a1 = load<usize>(at, 8), a2 = load<usize>(at, 16), a3 = load<usize>(at, 24);
      const o0 = load<usize>(at, 4) + by;
      const p1 = load<usize>(at, 12), p2 = load<usize>(at, 20), p3 = load<usize>(at, 28);
      // All groups but the last leave their sums for the next one.
      let from = start, fromStride: usize = 0, b = panel;
      for (let group = 1; group < groups; group++) {
        runsTile(
          a0, a1, a2, a3, runStride, runs, length, b, runKernel, from, fromStride,
          edge, edge + 32, edge + 64, edge + 96, -Infinity,
        );
        from = edge;
        fromStride = 32;
        a0 += groupStride;
        a1 += groupStride;
        a2 += groupStride;
        a3 += groupStride;
        b += groupKernel;
      }
      if (valid == 8)
        runsTile(
          a0, a1, a2, a3, runStride, runs, length, b, runKernel, from, fromStride,
          o0, p1 ? p1 + by : sink, p2 ? p2 + by : sink, p3 ? p3 + by : sink, floor,
        );
      else {
        runsTile(
          a0, a1, a2, a3, runStride, runs, length, b, runKernel, from, fromStride,
          edge, edge + 32, edge + 64, edge + 96, floor,
        );
        copyFloats(edge, o0, valid);
        if (p1) copyFloats(edge + 32, p1 + by, valid);
        if (p2) copyFloats(edge + 64, p2 + by, valid);
        if (p3) copyFloats(edge + 96, p3 + by, valid);
      }
    }
  }
}
