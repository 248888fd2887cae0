/**
 * The layers of a network as the strip names them, from a run's own record or, before any run, from
 * the notation.
 */

import { type ImageShape, type Layer, neuronCount, sizeOf } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import { writeNumber } from '../settings/numbers.ts';

export interface StripLayer {
  readonly name: string;
  /** Kernel or size in the paper's shorthand: `16c3 s2`, `784→64`. */
  readonly kernel: string;
  /** `1 568 neurons`, or `10 potentials` of the output layer. */
  readonly size: string;
  /** False for the output layer, which has no neurons that spike. */
  readonly hidden: boolean;
}

export interface StripNetwork {
  /** `28×28`, or `32×32×3` for more than one channel. */
  readonly input: string;
  readonly layers: readonly StripLayer[];
}

function sizeWords(count: number, hidden: boolean): string {
  return `${writeNumber(count)} ${hidden ? 'neurons' : 'potentials'}`;
}

function convKernel(filters: number, kernel: number, stride: number): string {
  return `${filters}c${kernel} s${stride}`;
}

function denseKernel(inputs: number, units: number): string {
  return `${writeNumber(inputs)}→${writeNumber(units)}`;
}

function imageWords([height, width, channels]: ImageShape): string {
  return channels === 1 ? `${height}×${width}` : `${height}×${width}×${channels}`;
}

function kernelOf({ synapse }: Layer): string {
  return synapse.kind === 'conv2d'
    ? convKernel(synapse.outputShape[2], synapse.kernel[0], synapse.stride[0])
    : denseKernel(synapse.inputSize, synapse.outputSize);
}

function inputOf(first: Layer | undefined): string {
  const step = first?.before[0];
  if (step) return imageWords(step.inputShape);
  if (first?.synapse.kind === 'conv2d') return imageWords(first.synapse.inputShape);
  return first ? `${first.synapse.inputSize}` : '';
}

/** From the layers a run has built; the last one is the readout. */
export function stripOfLayers(layers: readonly Layer[]): StripNetwork {
  return {
    input: inputOf(layers[0]),
    layers: layers.map((layer, i) => ({
      name: layer.name,
      kernel: kernelOf(layer),
      size: sizeWords(neuronCount(layer), i < layers.length - 1),
      hidden: i < layers.length - 1,
    })),
  };
}

/** From the notation in the settings; null while it is being typed and does not parse. */
export function stripOfNotation(notation: string): StripNetwork | null {
  try {
    const network = parseNotation(notation);
    const weighted = network.layers.filter((l) => l.kind === 'conv2d' || l.kind === 'dense');
    const last = weighted.at(-1);
    return {
      input: imageWords(network.inputShape),
      layers: weighted.map((l) => ({
        name: l.name,
        kernel:
          l.kind === 'conv2d'
            ? convKernel(l.filters, l.kernel[0], l.stride[0])
            : denseKernel(l.inputSize, l.units),
        size: sizeWords(l.kind === 'conv2d' ? sizeOf(l.outputShape) : l.units, l !== last),
        hidden: l !== last,
      })),
    };
  } catch {
    return null;
  }
}
