/** Computes the magnitude spectrogram of a sound (Fig. 9), and paints it. */
import { powerSpectrum } from '../../../engine/speech/fourier.ts';
import type { Draw } from '../../shared/canvas.ts';
import type { Palette } from '../../shared/palette.ts';

/** Powers of the frequencies over time, in dB. */
export interface Spectrogram {
  readonly columns: number;
  /** Frequencies from 0 to half the rate, evenly spaced. */
  readonly bins: number;
  /** `[columns, bins]`, −∞ for none. */
  readonly decibels: Float32Array;
}

/** Samples of a frame: 32 ms at 8 kHz, so that the harmonics of a voice stand apart. */
export const frameSamples = 256;

/**
 * Returns the spectrogram in at most `columns` columns, each a Hann window around its place;
 * shorter sounds have a column for every 8 samples.
 */
export function spectrogramOf(samples: Float32Array, columns: number): Spectrogram {
  const bins = frameSamples / 2 + 1;
  const count = samples.length === 0 ? 0 : Math.max(1, Math.min(columns, Math.ceil(samples.length / 8)));
  const decibels = new Float32Array(count * bins);
  const spectrum = powerSpectrum(frameSamples);
  const frame = new Float64Array(frameSamples);
  // A sine of amplitude 1 has 0 dB.
  const whole = (frameSamples / 4) ** 2;
  for (let c = 0; c < count; c++) {
    const from = Math.round(((c + 0.5) * samples.length) / count - frameSamples / 2);
    for (let i = 0; i < frameSamples; i++)
      frame[i] = (samples[from + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frameSamples));
    const powers = spectrum(frame);
    for (let b = 0; b < bins; b++) decibels[c * bins + b] = 10 * Math.log10(powers[b]! / whole);
  }
  return { columns: count, bins, decibels };
}

/** Returns the loudest power of some spectrograms in dB; −∞ of silence. */
export function loudest(spectrograms: readonly Spectrogram[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const { decibels } of spectrograms) for (const value of decibels) most = Math.max(most, value);
  return most;
}

/** Range that is shown below the loudest power, in dB. */
export const shownDecibels = 60;

/** Returns how strongly a power is painted, from 0 to 1. */
export function strength(decibels: number, top: number): number {
  if (!Number.isFinite(top)) return 0;
  return Math.max(0, Math.min(1, 1 + (decibels - top) / shownDecibels));
}

/** Paints a spectrogram, low frequencies below; the power `top` has the whole colour. */
export function drawSpectrogram(
  { columns, bins, decibels }: Spectrogram,
  top: number,
  colour: keyof Palette['colour'],
): Draw {
  return ({ context, width, height, palette }) => {
    if (columns === 0) return;
    const image = new ImageData(columns, bins);
    for (let c = 0; c < columns; c++)
      for (let b = 0; b < bins; b++) {
        const at = 4 * ((bins - 1 - b) * columns + c);
        image.data[at + 3] = Math.round(255 * strength(decibels[c * bins + b]!, top));
      }
    const store = document.createElement('canvas');
    [store.width, store.height] = [columns, bins];
    const pen = store.getContext('2d')!;
    pen.putImageData(image, 0, 0);
    // The image says how much; the colour is that of the theme.
    pen.globalCompositeOperation = 'source-in';
    pen.fillStyle = palette.colour[colour];
    pen.fillRect(0, 0, columns, bins);
    context.drawImage(store, 0, 0, width, height);
  };
}
