/**
 * Lays the feature maps of a layer out as one picture: a grid of small maps with a gap of a pixel
 * between them, one pixel for each neuron; a dense layer is a single field.
 */
import { type Layer, outputShape } from '../../../networks/layer.ts';
import { whole } from '../../shared/format.ts';

/** The most maps of a layer, and the most neurons of a dense one, that are shown. */
export const mostMaps = 16;
export const mostNeurons = 1024;

export interface Maps {
  /** Width and height of the picture in pixels. */
  readonly width: number;
  readonly height: number;
  /** The neuron of each pixel, row by row; −1 where there is none. */
  readonly neurons: Int32Array;
  /** What is shown: "8 maps, 14 × 14 each", "first 16 of 64 maps, 7 × 7 each", "64 neurons". */
  readonly words: string;
}

export function mapsOf(layer: Pick<Layer, 'synapse'>): Maps {
  const shape = outputShape(layer.synapse);
  return shape.length === 3 ? gridOf(shape[0]!, shape[1]!, shape[2]!) : fieldOf(shape[0]!);
}

function gridOf(rows: number, columns: number, channels: number): Maps {
  const shown = Math.min(channels, mostMaps);
  const across = Math.min(shown, 4);
  const down = Math.ceil(shown / across);
  const width = across * (columns + 1) - 1;
  const height = down * (rows + 1) - 1;
  const neurons = new Int32Array(width * height).fill(-1);
  for (let map = 0; map < shown; map++) {
    const left = (map % across) * (columns + 1);
    const top = Math.floor(map / across) * (rows + 1);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        neurons[(top + row) * width + left + column] = (row * columns + column) * channels + map;
  }
  const count = shown < channels ? `first ${shown} of ${whole(channels)} maps` : mapWords(shown);
  return { width, height, neurons, words: `${count}, ${rows} × ${columns} each` };
}

const mapWords = (count: number) => (count === 1 ? '1 map' : `${count} maps`);

function fieldOf(count: number): Maps {
  const shown = Math.min(count, mostNeurons);
  const width = Math.ceil(Math.sqrt(shown));
  const height = Math.ceil(shown / width);
  const neurons = Int32Array.from({ length: width * height }, (_, at) => (at < shown ? at : -1));
  const words =
    shown < count ? `first ${whole(shown)} of ${whole(count)} neurons` : `${whole(count)} neurons`;
  return { width, height, neurons, words };
}

/**
 * Returns the neuron at a place of the picture, both coordinates as shares 0…1 of its size; null in
 * a gap.
 */
export function neuronAt({ width, height, neurons }: Maps, x: number, y: number): number | null {
  const column = Math.floor(x * width);
  const row = Math.floor(y * height);
  if (column < 0 || row < 0 || column >= width || row >= height) return null;
  const neuron = neurons[row * width + column]!;
  return neuron < 0 ? null : neuron;
}

/** Returns the pixel of a neuron, or null where it is not shown. */
export function placeOfNeuron(
  { width, neurons }: Maps,
  neuron: number,
): { readonly column: number; readonly row: number } | null {
  const at = neurons.indexOf(neuron);
  return at < 0 ? null : { column: at % width, row: Math.floor(at / width) };
}
