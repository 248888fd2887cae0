/**
 * Paints the maps of a layer, one pixel for each neuron and one paint for each frame: counts so far
 * as a tint that fills, this step's spikes at full strength, activations in blue.
 */
import type { Palette } from '../../shared/palette.ts';
import type { Maps } from './maps.ts';

type Rgb = readonly [number, number, number];

/** The strongest tint of a count, so that a spike still stands out of a full one. */
const fullCount = 0.55;
const leastCount = 0.12;

/** Reads `#rrggbb`. */
export function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = Math.min(1, Math.max(0, share));
  return [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * part)) as unknown as Rgb;
}

/** Packs a colour as ImageData has it on machines of today, which are all little-endian. */
const packed = ([r, g, b]: Rgb) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

export interface Tints {
  /** Colour of each count from 0 to the largest. */
  readonly counts: Uint32Array;
  readonly spike: number;
}

export function tintsOf({ colour }: Palette, most: number): Tints {
  const ground = rgbOf(colour.sunk);
  const spike = rgbOf(colour.spike);
  const counts = Uint32Array.from({ length: most + 1 }, (_, count) =>
    packed(count === 0 ? ground : mix(ground, spike, leastCount + ((fullCount - leastCount) * count) / most)),
  );
  return { counts, spike: packed(spike) };
}

/** Fills `pixels` with the counts after a step and the spikes of it, which begin at `row`. */
export function paintSpikes(
  pixels: Uint32Array,
  { neurons }: Maps,
  { counts, spikes, row }: { counts: ArrayLike<number>; spikes: Int8Array; row: number | null },
  tints: Tints,
): void {
  for (let at = 0; at < neurons.length; at++) {
    const neuron = neurons[at]!;
    if (neuron < 0) pixels[at] = 0;
    else if (row !== null && spikes[row + neuron]) pixels[at] = tints.spike;
    else pixels[at] = tints.counts[counts[neuron]!]!;
  }
}

/**
 * Fills `pixels` with values, `full` being the strongest tint: those above 0 in the colour of
 * `above`, those below 0 in that of `below`.
 */
export function paintValues(
  pixels: Uint32Array,
  { neurons }: Maps,
  values: (neuron: number) => number,
  full: number,
  { colour }: Palette,
  [above, below]: readonly ['ann' | 'spike', 'ann' | 'spike'],
): void {
  const ground = rgbOf(colour.sunk);
  const tones = [rgbOf(colour[above]), rgbOf(colour[below])] as const;
  const levels = 63;
  const table = tones.map((tone) =>
    Uint32Array.from({ length: levels + 1 }, (_, level) => packed(mix(ground, tone, level / levels))),
  );
  for (let at = 0; at < neurons.length; at++) {
    const neuron = neurons[at]!;
    if (neuron < 0) {
      pixels[at] = 0;
      continue;
    }
    const value = values(neuron);
    const level = full > 0 ? Math.min(levels, Math.round((Math.abs(value) / full) * levels)) : 0;
    pixels[at] = table[value < 0 ? 1 : 0]![level]!;
  }
}
