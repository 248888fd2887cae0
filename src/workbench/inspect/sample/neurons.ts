/** Which neurons a raster shows, and what a neuron is called. */
import { type Layer, outputShape } from '../../../networks/layer.ts';

export type NeuronChoice = 'active' | 'even' | 'pinned';

/** The `most` neurons with the highest counts, busiest first; equals in their own order. */
export function mostActive(counts: ArrayLike<number>, most: number): number[] {
  return Array.from({ length: counts.length }, (_, i) => i)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, most);
}

/** `most` neurons at equal distances through the layer, in the middle of their stretch. */
export function evenlySpaced(neurons: number, most: number): number[] {
  const shown = Math.min(neurons, most);
  return Array.from({ length: shown }, (_, i) => Math.floor(((i + 0.5) * neurons) / shown));
}

export function pickNeurons(
  choice: NeuronChoice,
  counts: ArrayLike<number>,
  pinned: readonly number[],
  most: number,
): number[] {
  if (choice === 'active') return mostActive(counts, most);
  if (choice === 'even') return evenlySpaced(counts.length, most);
  return pinned.filter((neuron) => neuron < counts.length).slice(0, most);
}

/**
 * Row, column and channel of a neuron of an image-shaped layer; null in a dense layer. Counted from
 * 0.
 */
export function neuronPlace(
  layer: Layer,
  neuron: number,
): { readonly row: number; readonly column: number; readonly channel: number } | null {
  const [, width, channels] = outputShape(layer.synapse);
  if (width === undefined || channels === undefined) return null;
  return {
    row: Math.floor(neuron / (width * channels)),
    column: Math.floor(neuron / channels) % width,
    channel: neuron % channels,
  };
}

/** Tells whether a layer's neurons lie along a signal: in one row, with a column for each frame. */
function isSignal(layer: Layer): boolean {
  const [height, width] = outputShape(layer.synapse);
  return height === 1 && width !== undefined && width > 1;
}

/** "2·14·9", "14·9" in a layer of a signal, or "512". */
export function neuronName(layer: Layer, neuron: number): string {
  const place = neuronPlace(layer, neuron);
  if (!place) return String(neuron);
  const { row, column, channel } = place;
  return isSignal(layer) ? `${column}·${channel}` : `${row}·${column}·${channel}`;
}

/** "row 2 · col 14 · channel 9", "frame 14 · channel 9" in a layer of a signal, or "neuron 512". */
export function neuronWords(layer: Layer, neuron: number): string {
  const place = neuronPlace(layer, neuron);
  if (!place) return `neuron ${neuron}`;
  const { row, column, channel } = place;
  const along = isSignal(layer) ? `frame ${column}` : `row ${row} · col ${column}`;
  return `${along} · channel ${channel}`;
}
