/**
 * Limits the incoming connections of neurons (§4.3): each neuron keeps the strongest. A filter of a
 * convolution keeps the same connections for all of its neurons, over kernel and input channels.
 */
import { stepFacts } from './kinds/index.ts';
import { type Layer, outputChannels, weightShape } from './layer.ts';
import { sizeOf } from './shape.ts';

/**
 * Returns how many inputs of a neuron one weight stands for: through average pooling a weight
 * reaches the whole window.
 */
export function inputsPerWeight({ before }: Layer): number {
  return before.reduce((area, linear) => area * stepFacts(linear).inputsPerOutput(linear), 1);
}

function weightsPerNeuron({ synapse }: Layer): number {
  return sizeOf(weightShape(synapse)) / outputChannels(synapse);
}

/**
 * Returns how many weights a neuron may keep under a limit of `fanIn` connections. Throws a
 * RangeError that names the layer when not even one weight fits.
 */
export function weightsAllowed(layer: Layer, fanIn: number): number {
  const allowed = Math.floor(fanIn / inputsPerWeight(layer));
  if (allowed < 1)
    throw new RangeError(
      `layer ${layer.name}: through its average pooling one weight is ${inputsPerWeight(layer)} connections, ` +
        `more than the fan-in limit of ${fanIn}`,
    );
  return Math.min(allowed, weightsPerNeuron(layer));
}

/**
 * Returns a mask: 1 for each weight that stays, 0 for the others. Per output channel the `most`
 * largest magnitudes stay, of equal ones the first. `weight` is row-major with output channels
 * last.
 */
export function strongest(weight: Float32Array, channels: number, most: number): Float32Array {
  const mask = new Float32Array(weight.length);
  const perNeuron = weight.length / channels;
  for (let c = 0; c < channels; c++) {
    const strength = (i: number) => Math.abs(weight[i * channels + c]!);
    const order = Array.from({ length: perNeuron }, (_, i) => i);
    order.sort((a, b) => strength(b) - strength(a) || a - b);
    for (const i of order.slice(0, most)) mask[i * channels + c] = 1;
  }
  return mask;
}
