/** Reading packed spikes: how many there are of each neuron, and the train itself. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../shape.ts';
import type { Program } from './program.ts';

/** From packed spikes `[chunks, …neurons]`; writes f32 `[…neurons]`. */
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

/** From packed spikes `[chunks, …neurons]`; writes f32 0/1 `[T, …neurons]`. */
export function unpackSpikesProgram(spikes: TensorInfo, timeSteps: number): Program {
  const neurons = spikes.shape.slice(1);
  const size = sizeOf(neurons);
  return {
    key: 'unpackSpikes',
    inputs: { spikes: { info: spikes, components: 1 } },
    uniforms: { neurons: size, timeSteps },
    output: { shape: [timeSteps, ...neurons], dtype: 'float32', components: 1 },
    invocations: timeSteps * size,
    workgroup: 64,
    code: `
  fn main(index : i32) {
    let t = index / uniforms.neurons;
    if (t >= uniforms.timeSteps) { return; }
    let word = spikes[(t >> 5u) * uniforms.neurons + index % uniforms.neurons];
    result[index] = f32((word >> u32(t & 31)) & 1);
  }`,
  };
}
