/**
 * The program for a layer of integrate-and-fire neurons driven by spikes, fused over time.
 *
 * An invocation is one output position and four neighbouring channels (or one). It takes the window
 * in blocks of 8 steps: it goes through its synapses once, adding each weight to the sums of all
 * steps of the block whose bit is set, then integrates the block. A weight is thus read once for 8
 * steps and not at all for an input silent in them, neighbouring invocations read neighbouring
 * weights, and 8 sums of vec4 still fit the registers of small GPUs.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { chunksOf, type WindowAttributes } from '../kernels/spiking/contract.ts';
import { type Geometry, geometryUniforms } from './geometry.ts';
import { membraneCode } from './membrane.ts';
import { type Components, componentsFor, type Program } from './program.ts';

export interface SpikingLayerInputs {
  /** Spikes, packed `[chunks, N, H, W, Cin]`, or any shape of the same size. */
  readonly spikes: TensorInfo;
  /** Weights `[kh, kw, Cin, Cout]`. */
  readonly weight: TensorInfo;
  readonly injected: TensorInfo;
  readonly threshold: TensorInfo;
}

const join = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** Returns code that adds the weight of one input to the sums of the steps at which it spikes. */
function addInput(word: string, row: string, block: number): string {
  return `
    if (${word} != 0u) {
      let w = weight[${row}];
      ${join(block, (k) => `if ((${word} & ${1 << k}u) != 0u) { z${k} += w; }`)}
    }`;
}

/**
 * Returns code that goes through the inputs of one tap, from element `at` of the spikes and row
 * `row` of the weights on.
 */
function addTap(wide: Components, block: number): string {
  const mask = 2 ** block - 1;
  if (wide === 1)
    return `
    for (var i = 0; i < uniforms.inputs; i++) {
      let word = (bitcast<u32>(spikes[at + i]) >> shift) & ${mask}u;
      ${addInput('word', 'row', block)}
      row += uniforms.groups;
    }`;
  return `
    for (var i = 0; i < uniforms.inputs; i++) {
      let words = (bitcast<vec4<u32>>(spikes[at + i]) >> vec4<u32>(shift)) & vec4<u32>(${mask}u);
      if (any(words != vec4<u32>(0u))) {
        ${join(4, (j) => addInput(`words[${j}]`, `row + ${j} * uniforms.groups`, block))}
      }
      row += 4 * uniforms.groups;
    }`;
}

function code(wide: Components, block: number): string {
  return `
  fn main(index : i32) {
    if (index >= uniforms.neurons) { return; }
    let group = index % uniforms.groups;
    var rest = index / uniforms.groups;
    let ox = rest % uniforms.outputSize.y;
    rest = rest / uniforms.outputSize.y;
    let oy = rest % uniforms.outputSize.x;
    let image = rest / uniforms.outputSize.x;
    let corner = vec2<i32>(oy, ox) * uniforms.stride - uniforms.padding;
    // Taps on the padding are no connections.
    let spread = uniforms.dilation - vec2<i32>(1);
    let firstTap = max((spread - corner) / uniforms.dilation, vec2<i32>(0));
    let endTap = min(uniforms.kernelSize, (uniforms.inputSize - corner + spread) / uniforms.dilation);
    var m = atRest(group);
    for (var start = 0; start < uniforms.timeSteps; start += ${block}) {
      let chunk = start >> 5u;
      let shift = u32(start & 31);
      ${join(block, (k) => `var z${k} = Lanes(0.0);`)}
      let rows = (chunk * uniforms.batch + image) * uniforms.inputSize.x + corner.x;
      for (var ky = firstTap.x; ky < endTap.x; ky++) {
        for (var kx = firstTap.y; kx < endTap.y; kx++) {
          let tap = vec2<i32>(ky, kx) * uniforms.dilation;
          let at = ((rows + tap.x) * uniforms.inputSize.y + corner.y + tap.y) * uniforms.inputs;
          var row = (ky * uniforms.kernelSize.y + kx) * uniforms.inputs * ${wide} * uniforms.groups + group;
          ${addTap(wide, block)}
        }
      }
      ${join(block, (k) => `if (start + ${k} < uniforms.timeSteps) { integrate(&m, z${k}, start + ${k}); }`)}
      let next = start + ${block};
      if ((next & 31) == 0 || next >= uniforms.timeSteps) {
        result[chunk * uniforms.neurons + index] = m.word;
        m.word = Words(0);
      }
    }
  }`;
}

/**
 * Returns a program that writes packed spikes `[chunks, …shape]`; `shape` is `[N, oH, oW, Cout]`
 * or, for a dense layer, `[N, Cout]`.
 */
export function spikingLayerProgram(
  { spikes, weight, injected, threshold }: SpikingLayerInputs,
  geometry: Geometry,
  attributes: WindowAttributes,
  shape: readonly number[],
): Program {
  const { timeSteps } = attributes;
  const { batch, inputs, outputSize, channels } = geometry;
  const components = componentsFor(channels);
  const wide = componentsFor(inputs);
  const block = timeSteps <= 4 ? 4 : 8;
  const membrane = membraneCode(injected, threshold, attributes, components);
  const invocations = (batch * outputSize[0] * outputSize[1] * channels) / components;
  return {
    key: `spikingLayer_${wide}_${block}_${membrane.key}`,
    inputs: {
      spikes: { info: spikes, components: wide },
      weight: { info: weight, components },
      ...membrane.inputs,
    },
    uniforms: {
      ...geometryUniforms(geometry),
      neurons: invocations,
      inputs: inputs / wide,
      groups: channels / components,
      timeSteps,
      ...membrane.uniforms,
    },
    output: { shape: [chunksOf(timeSteps), ...shape], dtype: 'int32', components },
    invocations,
    workgroup: 64,
    code: membrane.code + code(wide, block),
  };
}
