/** Finds the code of an autoencoder, the spike counts of its narrow layer, and changes it. */
import type { LayerInspection, SampleInspection } from '../../../runs/inspection/simulation.ts';

/** Layers with more neurons than this are not edited: their bars would be too narrow to hit. */
export const mostEdited = 128;

/** Holds a code that can be edited, or says why there is none. */
export type Code =
  | { readonly layer: LayerInspection; readonly reason: null }
  | { readonly layer: null; readonly reason: string };

/** Returns the hidden layer with the fewest neurons, the first of equals; null without any. */
export function narrowLayer<L extends { readonly neurons: number }>(layers: readonly L[]): L | null {
  return layers.reduce<L | null>(
    (least, layer) => (least && least.neurons <= layer.neurons ? least : layer),
    null,
  );
}

/** Returns the code of an example, or why it cannot be edited in this network. */
export function codeOf(inspection: Pick<SampleInspection, 'layers' | 'timeSteps' | 'shownSteps'>): Code {
  const { layers, timeSteps, shownSteps } = inspection;
  const layer = narrowLayer(layers);
  if (!layer) return none('This network has no hidden layer, and so no code.');
  const { name } = layer.layer;
  if (!layer.spiking)
    return none(
      `${name} is still analog in this network: its ${layer.neurons} numbers can be edited once they are spike counts.`,
    );
  if (layer.neurons > mostEdited)
    return none(`The narrowest layer, ${name}, has ${layer.neurons} neurons: too many to edit one by one.`);
  if (shownSteps < timeSteps)
    return none(
      `The code can be edited in windows of up to ${shownSteps} steps; this network has ${timeSteps}.`,
    );
  return { layer, reason: null };
}

function none(reason: string): Code {
  return { layer: null, reason };
}

/** Returns the count that a key leads to, or null where it changes none. */
export function steppedCount(count: number, key: string, timeSteps: number): number | null {
  const leap = Math.max(1, Math.round(timeSteps / 4));
  const to: Readonly<Record<string, number>> = {
    ArrowUp: count + 1,
    ArrowDown: count - 1,
    PageUp: count + leap,
    PageDown: count - leap,
    Home: 0,
    End: timeSteps,
  };
  const next = to[key];
  return next === undefined ? null : Math.min(timeSteps, Math.max(0, next));
}

/** Returns the count that a pointer `down` below a bar's top means; bars are `high`. */
export function countAt(down: number, high: number, timeSteps: number): number {
  return Math.min(timeSteps, Math.max(0, Math.round((1 - down / high) * timeSteps)));
}

/** Returns the counts with one of them changed. */
export function withCount(counts: Float32Array, neuron: number, count: number): Float32Array {
  const changed = counts.slice();
  changed[neuron] = count;
  return changed;
}

/** Returns the whole counts a `share` of the way from one code to another. */
export function blend(from: Float32Array, to: Float32Array, share: number): Float32Array {
  return from.map((count, i) => Math.round(count + share * ((to[i] ?? count) - count)));
}

/** Returns how many counts differ between two codes of a layer. */
export function editedCount(counts: Float32Array, original: Float32Array): number {
  return counts.reduce((sum, count, i) => sum + (count === original[i] ? 0 : 1), 0);
}

/** Returns the count of a neuron in words, as `3 of 8 spikes, was 5`. */
export function countWords(count: number, original: number, timeSteps: number): string {
  const words = `${count} of ${timeSteps} ${timeSteps === 1 ? 'spike' : 'spikes'}`;
  return count === original ? words : `${words}, was ${original}`;
}
