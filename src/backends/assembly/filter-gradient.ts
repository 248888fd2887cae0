/**
 * Gradient of a convolution's filter: a sum over pixels for every tap. x is sorted into slices of
 * four channels, dy into panels of eight, a few images at a time, so that every tap reads both
 * straight through in the nearest cache; padding is left out.
 */
import { packedTile } from './tile';

/**
 * Output pixels at a time: a panel of dy of 13 KB. The scratch memory handed in
 * (kernels/training-assembly-convolution.ts) goes by it.
 */
const mostPixels: i32 = 400;

@inline
function groupOf(pixels: i32, images: i32): i32 {
  return min(images, max(1, mostPixels / max(1, pixels)));
}

/**
 * Channels that fill no slices are taken together with the taps of a row of the kernel, as if those
 * were channels too.
 */
@inline
function isFolded(channels: i32): bool {
  return (channels & 3) != 0;
}

@inline
function slicesOf(channels: i32, kernelWidth: i32): i32 {
  return ((isFolded(channels) ? channels * kernelWidth : channels) + 3) >> 2;
}

/**
 * `x` `[images, height, width, channels]`, `dy` `[images, outHeight, outWidth, filters]`, `dw`
 * `[kernelHeight, kernelWidth, channels, filters]`. Each sum runs over a group of images in order,
 * the groups' sums in order.
 */
export function filterGradient(
  x: usize, dy: usize, dw: usize,
  images: i32, height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32, top: i32, left: i32,
  dilationHeight: i32, dilationWidth: i32, scratch: usize,
): void {
  const folded = isFolded(channels);
  const slices = slicesOf(channels, kernelWidth), panels = (filters + 7) >> 3;
  const columns = folded ? outWidth : width;
  const tapsX = folded ? 1 : kernelWidth;
  const stepX = folded ? 1 : strideWidth;
  const group = groupOf(outHeight * outWidth, images);
  const imageA = (<usize>(height * columns)) << 4, imageB = (<usize>(outHeight * outWidth)) << 5;
  const packedB = scratch + imageA * (group * slices);
  const sums = packedB + imageB * (group * panels);
  const sumsBytes = (<usize>(kernelHeight * tapsX * slices * panels)) << 7;
  memory.fill(sums, 0, sumsBytes);
  for (let image = 0; image < images; image += group) {
    const count = min(group, images - image);
    const from = x + ((<usize>(image * height * width) * channels) << 2);
    if (folded)
      packFolded(
        from, scratch, count * height, width, channels, outWidth, kernelWidth, strideWidth, left, dilationWidth,
        slices, imageA * group,
      );
    else packSlices(from, scratch, count * height * width, channels, imageA * group);
    packPanels(
      dy + ((<usize>(image * outHeight * outWidth) * filters) << 2), packedB, count * outHeight * outWidth, filters,
      imageB * group,
    );
    for (let slice = 0; slice < slices; slice++)
      for (let panel = 0; panel < panels; panel++) {
        const a = scratch + imageA * (group * slice);
        const b = packedB + imageB * (group * panel);
        for (let ky = 0; ky < kernelHeight; ky++) {
          const up = top - ky * dilationHeight;
          const rowFrom = firstInside(up, strideHeight);
          const rows = min(outHeight, endInside(up, strideHeight, height)) - rowFrom;
          for (let kx = 0; kx < tapsX; kx++) {
            const before = folded ? 0 : left - kx * dilationWidth;
            const columnFrom = firstInside(before, stepX);
            const length = min(outWidth, endInside(before, stepX, columns)) - columnFrom;
            if (rows <= 0 || length <= 0) continue;
            const tile = sums + ((<usize>(((ky * tapsX + kx) * slices + slice) * panels + panel)) << 7);
            packedTile(
              a + ((<usize>((rowFrom * strideHeight - up) * columns + columnFrom * stepX - before)) << 4),
              (<usize>stepX) << 4, (<usize>(strideHeight * columns)) << 4, imageA,
              count, rows, length,
              b + ((<usize>(rowFrom * outWidth + columnFrom)) << 5), (<usize>outWidth) << 5, imageB,
              tile, 32, tile, tile + 32, tile + 64, tile + 96, -Infinity,
            );
          }
        }
      }
  }
  unpackSums(sums, dw, kernelHeight * tapsX, folded ? channels * kernelWidth : channels, slices, filters, panels);
}

/** The first output index whose input index, `index · stride − before`, is not negative. */
@inline
function firstInside(before: i32, stride: i32): i32 {
  return before > 0 ? (before + stride - 1) / stride : 0;
}

/** The first output index whose input index is not below `size`. */
@inline
function endInside(before: i32, stride: i32, size: i32): i32 {
  return size + before > 0 ? (size + before - 1) / stride + 1 : 0;
}

/** `[pixels, channels]` to `[channels / 4, pixels, 4]`. */
function packSlices(from: usize, to: usize, pixels: i32, channels: i32, sliceStride: usize): void {
  const step = (<usize>channels) << 2;
  for (let channel = 0; channel < channels; channel += 4) {
    let at = from + ((<usize>channel) << 2);
    let out = to;
    for (let pixel = 0; pixel < pixels; pixel++) {
      v128.store(out, v128.load(at));
      at += step;
      out += 16;
    }
    to += sliceStride;
  }
}

/** `[pixels, filters]` to `[panels, pixels, 8]`, zeros behind the last filter. */
function packPanels(from: usize, to: usize, pixels: i32, filters: i32, panelStride: usize): void {
  const step = (<usize>filters) << 2;
  for (let filter = 0; filter < filters; filter += 8) {
    let at = from + ((<usize>filter) << 2);
    let out = to;
    const valid = min(8, filters - filter);
    for (let pixel = 0; pixel < pixels; pixel++) {
      if (valid == 8) {
        v128.store(out, v128.load(at));
        v128.store(out, v128.load(at, 16), 16);
      } else
        for (let i = 0; i < 8; i++)
          store<f32>(out + ((<usize>i) << 2), i < valid ? load<f32>(at + ((<usize>i) << 2)) : 0);
      at += step;
      out += 32;
    }
    to += panelStride;
  }
}

/**
 * `[rows, width, channels]` to `[slices, rows, outWidth, 4]`: what each tap of a row of the kernel
 * meets, zeros where that is padding.
 */
function packFolded(
  from: usize, to: usize, rows: i32, width: i32, channels: i32,
  outWidth: i32, kernelWidth: i32, strideWidth: i32, left: i32, dilationWidth: i32,
  slices: i32, sliceStride: usize,
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < outWidth; column++) {
      const out = to + ((<usize>(row * outWidth + column)) << 4);
      const first = (column * strideWidth - left) * channels;
      // Well inside a row it is one stretch of memory; what the last slice has too much is never
      // looked at.
      if (dilationWidth == 1 && first >= 0 && first + (slices << 2) <= width * channels) {
        const at = from + ((<usize>(row * width * channels + first)) << 2);
        for (let slice = 0; slice < slices; slice++)
          v128.store(out + <usize>slice * sliceStride, v128.load(at + ((<usize>slice) << 4)));
        continue;
      }
      for (let v = 0; v < slices << 2; v++) {
        const at = first + v + (v / channels) * (dilationWidth - 1) * channels;
        const inside = v < kernelWidth * channels && at >= 0 && at < width * channels;
        store<f32>(
          out + <usize>(v >> 2) * sliceStride + ((<usize>(v & 3)) << 2),
          inside ? load<f32>(from + ((<usize>(row * width * channels + at)) << 2)) : 0,
        );
      }
    }
}

/** Tiles of 4 channels × 8 filters to `[taps, channels, filters]`. */
function unpackSums(
  sums: usize, dw: usize, taps: i32, channels: i32, slices: i32, filters: i32, panels: i32,
): void {
  for (let tap = 0; tap < taps; tap++)
    for (let channel = 0; channel < channels; channel++)
      for (let filter = 0; filter < filters; filter++) {
        const tile = sums + ((<usize>((tap * slices + (channel >> 2)) * panels + (filter >> 3))) << 7);
        store<f32>(
          dw + ((<usize>((tap * channels + channel) * filters + filter)) << 2),
          load<f32>(tile + ((<usize>(((channel & 3) << 3) + (filter & 7))) << 2)),
        );
      }
}
