/**
 * The program that counts the accumulates done for each image: every input spike times the
 * connections that leave its neuron.
 *
 * It counts on the input, which is read once, where the layer itself would have to count at every
 * output position. A workgroup sums an image; the numbers are whole, so any order will do.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Geometry, geometryUniforms } from './geometry.ts';
import type { Program } from './program.ts';

const workgroup = 64;

/** Returns a program that takes packed spikes `[chunks, N, …]` and writes int32 `[N]`. */
export function operationsProgram(spikes: TensorInfo, geometry: Geometry): Program {
  const { batch, inputs, channels } = geometry;
  return {
    key: 'operations',
    inputs: { spikes: { info: spikes, components: 1 } },
    uniforms: { ...geometryUniforms(geometry), inputs, channels, chunks: spikes.shape[0]! },
    output: { shape: [batch], dtype: 'int32', components: 1 },
    invocations: batch * workgroup,
    workgroup,
    code: `
  // Output positions of an axis that reach a pixel, which lies 'at' behind the first corner.
  fn reach(at : i32, kernel : i32, stride : i32, dilation : i32, size : i32) -> i32 {
    var number = 0;
    for (var tap = 0; tap < kernel; tap++) {
      let corner = at - tap * dilation;
      if (corner >= 0 && corner % stride == 0 && corner / stride < size) { number++; }
    }
    return number;
  }
  fn reachOf(pixel : vec2<i32>) -> i32 {
    let at = pixel + uniforms.padding;
    let rows = reach(at.x, uniforms.kernelSize.x, uniforms.stride.x, uniforms.dilation.x, uniforms.outputSize.x);
    return rows * reach(at.y, uniforms.kernelSize.y, uniforms.stride.y, uniforms.dilation.y, uniforms.outputSize.y);
  }
  var<workgroup> partial : array<i32, ${workgroup}>;
  fn main(index : i32) {
    let image = index / ${workgroup};
    let own = index % ${workgroup};
    let pixels = uniforms.inputSize.x * uniforms.inputSize.y;
    let words = pixels * uniforms.inputs;
    var sum = 0;
    if (image < uniforms.batch) {
      for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
        for (var i = own; i < words; i += ${workgroup}) {
          let spiked = countOneBits(spikes[(chunk * uniforms.batch + image) * words + i]);
          let pixel = i / uniforms.inputs;
          let width = uniforms.inputSize.y;
          if (spiked > 0) { sum += spiked * reachOf(vec2<i32>(pixel / width, pixel % width)); }
        }
      }
    }
    partial[own] = sum;
    workgroupBarrier();
    if (own == 0 && image < uniforms.batch) {
      for (var i = 1; i < ${workgroup}; i++) { sum += partial[i]; }
      result[image] = sum * uniforms.channels;
    }
  }`,
  };
}
