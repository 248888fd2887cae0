/**
 * Programs that read packed spikes (the count of each neuron, and the train itself) and move words.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { JoinAttributes, UnpackAttributes } from '../kernels/spiking/contract.ts';
import { sizeOf } from '../shape.ts';
import type { Program } from './program.ts';

/** Returns a program that takes packed spikes `[chunks, …neurons]` and writes f32 `[…neurons]`. */
export function spikeCountsProgram(spikes: TensorInfo): Program {
  const [chunks, ...neurons] = spikes.shape as [number, ...number[]];
  const size = sizeOf(neurons);
  return {
    key: 'spikeCounts',
    inputs: { spikes: { info: spikes, components: 1 } },
    uniforms: { neurons: size, chunks },
    output: { shape: neurons, dtype: 'float32', components: 1 },
    invocations: size,
    workgroup: 64,
    code: `
  fn main(index : i32) {
    if (index >= uniforms.neurons) { return; }
    var count = 0;
    for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
      count += countOneBits(spikes[chunk * uniforms.neurons + index]);
    }
    result[index] = f32(count);
  }`,
  };
}

/**
 * Returns a program that takes packed spikes `[chunks, …neurons]` and writes f32 0/1
 * `[T, …neurons]`, from word `fromWord` on.
 */
export function unpackSpikesProgram(
  spikes: TensorInfo,
  { timeSteps, fromWord = 0 }: UnpackAttributes,
): Program {
  const neurons = spikes.shape.slice(1);
  const size = sizeOf(neurons);
  return {
    key: 'unpackSpikes',
    inputs: { spikes: { info: spikes, components: 1 } },
    uniforms: { neurons: size, timeSteps, fromWord },
    output: { shape: [timeSteps, ...neurons], dtype: 'float32', components: 1 },
    invocations: timeSteps * size,
    workgroup: 64,
    code: `
  fn main(index : i32) {
    let t = index / uniforms.neurons;
    if (t >= uniforms.timeSteps) { return; }
    let word = spikes[(uniforms.fromWord + (t >> 5u)) * uniforms.neurons + index % uniforms.neurons];
    result[index] = f32((word >> u32(t & 31)) & 1);
  }`,
  };
}

/**
 * Returns a program that takes words of equal shape except for `axis`, 0 or 1, and writes both, one
 * behind the other along it.
 */
export function joinWordsProgram(a: TensorInfo, b: TensorInfo, { axis }: JoinAttributes): Program {
  const shape = a.shape.map((length, i) => (i === axis ? length + b.shape[i]! : length));
  const size = sizeOf(shape);
  const outer = sizeOf(shape.slice(0, axis));
  return {
    key: 'joinWords',
    inputs: { a: { info: a, components: 1 }, b: { info: b, components: 1 } },
    uniforms: { size, rowA: sizeOf(a.shape) / outer, rowB: sizeOf(b.shape) / outer },
    output: { shape, dtype: 'int32', components: 1 },
    invocations: size,
    workgroup: 64,
    code: `
  fn main(index : i32) {
    if (index >= uniforms.size) { return; }
    let row = index / (uniforms.rowA + uniforms.rowB);
    let at = index % (uniforms.rowA + uniforms.rowB);
    if (at < uniforms.rowA) {
      result[index] = a[row * uniforms.rowA + at];
    } else {
      result[index] = b[row * uniforms.rowB + at - uniforms.rowA];
    }
  }`,
  };
}

/**
 * Returns a program that takes packed spikes `[chunks, N, …neurons]` and writes the images at
 * `indices`, `[chunks, n, …neurons]`.
 */
export function takeImagesProgram(spikes: TensorInfo, indices: TensorInfo): Program {
  const [chunks, images, ...neurons] = spikes.shape as [number, number, ...number[]];
  const taken = sizeOf(indices.shape);
  const size = sizeOf(neurons);
  return {
    key: 'takeImages',
    inputs: { spikes: { info: spikes, components: 1 }, indices: { info: indices, components: 1 } },
    uniforms: { images, taken, neurons: size, size: chunks * taken * size },
    output: { shape: [chunks, taken, ...neurons], dtype: 'int32', components: 1 },
    invocations: chunks * taken * size,
    workgroup: 64,
    code: `
  fn main(index : i32) {
    if (index >= uniforms.size) { return; }
    let row = index / uniforms.neurons;
    let image = indices[row % uniforms.taken];
    let source = (row / uniforms.taken) * uniforms.images + image;
    result[index] = spikes[source * uniforms.neurons + index % uniforms.neurons];
  }`,
  };
}
