/**
 * A convolution driven by spikes, gathered from the output's side: without dilation the positions
 * under one row of the kernel are neighbours, so their spikes are one stretch of the image's list,
 * and adding a constant makes its indices those of the weight rows. With dilation each position is
 * a stretch of its own.
 */
import { fireBlock } from './spiking-block';
import { addRows } from './spiking-rows';
import { endTap, firstTap } from './taps';

/** The geometry of a convolution, in positions; laid out in scratch memory. */
@unmanaged
export class Geometry {
  height: i32;
  width: i32;
  inputs: i32;
  outputHeight: i32;
  outputWidth: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideY: i32;
  strideX: i32;
  paddingY: i32;
  paddingX: i32;
  dilationY: i32;
  dilationX: i32;
}

export function writeGeometry(
  at: usize, height: i32, width: i32, inputs: i32, outputHeight: i32, outputWidth: i32, kernelHeight: i32,
  kernelWidth: i32, strideY: i32, strideX: i32, paddingY: i32, paddingX: i32, dilationY: i32, dilationX: i32,
): void {
  const geometry = changetype<Geometry>(at);
  geometry.height = height;
  geometry.width = width;
  geometry.inputs = inputs;
  geometry.outputHeight = outputHeight;
  geometry.outputWidth = outputWidth;
  geometry.kernelHeight = kernelHeight;
  geometry.kernelWidth = kernelWidth;
  geometry.strideY = strideY;
  geometry.strideX = strideX;
  geometry.paddingY = paddingY;
  geometry.paddingX = paddingX;
  geometry.dilationY = dilationY;
  geometry.dilationX = dilationX;
}

/** Copies u16 from `list` to `end` behind `to`, `offset` added. Writes whole groups of sixteen. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function copyShifted(list: usize, end: usize, offset: i32, to: usize): void {
  const shift = i16x8.splat(<i16>offset);
  do {
    v128.store(to, i16x8.add(v128.load(list), shift));
    v128.store(to, i16x8.add(v128.load(list, 16), shift), 16);
    list += 32;
    to += 32;
  } while (list < end);
}

/**
 * One octet of one image for a block of output channels. `starts` u32 `[steps][positions + 1]`
 * (listSpikes); `rows` f32 `[kh · kw · inputs, width]` (packRows); `membranes` f32 `[output
 * positions][width]`; `sums` scratch f32 `[8][width]`; `gathered` scratch u16, rows + 16. `words`,
 * `counts` point to the block's first channel of the image, `outputs` channels a position apart.
 * Adds the accumulates done to `operations` i32 `[1]`.
 */
export function spikingConvBlock(
  geometry: Geometry, starts: usize, steps: i32, rows: usize, width: i32, neurons: usize, plane: usize, membranes: usize,
  sums: usize, gathered: usize, channels: i32, shift: i32, first: bool, words: usize, counts: usize, outputs: i32, operations: usize,
): void {
  const height = geometry.height;
  const imageWidth = geometry.width;
  const inputs = geometry.inputs;
  const kernelHeight = geometry.kernelHeight;
  const kernelWidth = geometry.kernelWidth;
  const dilationY = geometry.dilationY;
  const dilationX = geometry.dilationX;
  // Taps of a row of the kernel whose positions are neighbours.
  const taps = dilationX == 1 ? kernelWidth : 1;
  const stride = (<usize>width) << 2;
  const stepStride = (<usize>(height * imageWidth + 1)) << 2;
  let arrived: usize = 0;
  for (let oy = 0; oy < geometry.outputHeight; oy++) {
    const top = oy * geometry.strideY - geometry.paddingY;
    const firstY = firstTap(top, dilationY), endY = endTap(top, kernelHeight, dilationY, height);
    for (let ox = 0; ox < geometry.outputWidth; ox++) {
      const left = ox * geometry.strideX - geometry.paddingX;
      const firstX = firstTap(left, dilationX), endX = endTap(left, kernelWidth, dilationX, imageWidth);
      let begin = starts;
      for (let t = 0; t < steps; t++) {
        let end = gathered;
        if (firstX < endX)
          for (let ky = firstY; ky < endY; ky++) {
            const y = top + ky * dilationY;
            const row = begin + (<usize>(y * imageWidth) << 2);
            for (let kx = firstX; kx < endX; kx += taps) {
              const x = left + kx * dilationX;
              const behind = dilationX == 1 ? left + endX : x + 1;
              const list = <usize>load<u32>(row + ((<usize>x) << 2));
              const listEnd = <usize>load<u32>(row + ((<usize>behind) << 2));
              copyShifted(list, listEnd, (ky * kernelWidth + kx - y * imageWidth - x) * inputs, end);
              end += listEnd - list;
            }
          }
        addRows(gathered, end, rows, width, true, sums + <usize>t * stride);
        arrived += end - gathered;
        begin += stepStride;
      }
      fireBlock(sums, width, steps, membranes, neurons, plane, channels, shift, first, words, counts);
      membranes += stride;
      words += (<usize>outputs) << 2;
      counts += (<usize>outputs) << 2;
    }
  }
  store<i32>(operations, load<i32>(operations) + <i32>(arrived >> 1) * channels);
}
