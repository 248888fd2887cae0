/**
 * The program for neurons driven by a current, `[S, N, …, C]`: one invocation integrates a neuron,
 * or four of neighbouring channels, over all steps.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type CurrentAttributes, chunksOf } from '../kernels/spiking/contract.ts';
import { sizeOf } from '../shape.ts';
import { membraneCode } from './membrane.ts';
import { componentsFor, type Program } from './program.ts';

/** Returns a program that writes packed spikes `[chunks, N, …, C]`. */
export function integrateAndFireProgram(
  current: TensorInfo,
  injected: TensorInfo,
  threshold: TensorInfo,
  attributes: CurrentAttributes,
): Program {
  const { timeSteps, held } = attributes;
  const [driven, ...neurons] = current.shape as [number, ...number[]];
  const channels = injected.shape[0]!;
  const components = componentsFor(channels);
  const membrane = membraneCode(injected, threshold, attributes, components);
  const invocations = sizeOf(neurons) / components;
  return {
    key: `integrateAndFire_${held ? 'held_' : ''}${membrane.key}`,
    inputs: { current: { info: current, components }, ...membrane.inputs },
    uniforms: {
      neurons: invocations,
      groups: channels / components,
      driven,
      timeSteps,
      ...membrane.uniforms,
    },
    output: { shape: [chunksOf(timeSteps), ...neurons], dtype: 'int32', components },
    invocations,
    workgroup: 64,
    code: `${membrane.code}
  fn main(index : i32) {
    if (index >= uniforms.neurons) { return; }
    var m = atRest(index % uniforms.groups);
    for (var t = 0; t < uniforms.timeSteps; t++) {
      var z = Lanes(0.0);
      ${held ? 'z = current[index];' : 'if (t < uniforms.driven) { z = current[t * uniforms.neurons + index]; }'}
      integrate(&m, z, t);
      if ((t & 31) == 31 || t == uniforms.timeSteps - 1) {
        result[(t >> 5u) * uniforms.neurons + index] = m.word;
        m.word = Words(0);
      }
    }
  }`,
  };
}
