/** Draws a sound as its range of samples in each column of pixels. */
import type { Draw } from '../../shared/canvas.ts';
import type { Palette } from '../../shared/palette.ts';

/** The least and the most of the samples of each column. */
export interface Envelope {
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/**
 * Returns the ranges of `columns` columns. Neighbouring ranges touch, so that the line has no gaps
 * where there are fewer samples than columns.
 */
export function envelopeOf(samples: Float32Array, columns: number): Envelope {
  const low = new Float32Array(columns);
  const high = new Float32Array(columns);
  const { length } = samples;
  for (let c = 0; c < columns && length > 0; c++) {
    const from = Math.min(length - 1, Math.floor((c * length) / columns));
    // The first sample of the next column belongs to the line through this one.
    const to = Math.min(length - 1, Math.max(from, Math.floor(((c + 1) * length) / columns)));
    let [least, most] = [samples[from]!, samples[from]!];
    for (let i = from + 1; i <= to; i++) {
      least = Math.min(least, samples[i]!);
      most = Math.max(most, samples[i]!);
    }
    low[c] = least;
    high[c] = most;
  }
  return { low, high };
}

/** Draws a waveform; `peak` is the magnitude at the edges. */
export function drawWaveform(samples: Float32Array, peak: number, colour: keyof Palette['colour']): Draw {
  return ({ context, width, height, palette }) => {
    const columns = Math.max(1, Math.round(width));
    const { low, high } = envelopeOf(samples, columns);
    const middle = height / 2;
    const y = (value: number) => middle - (peak > 0 ? value / peak : 0) * (middle - 1);
    context.fillStyle = palette.colour.line;
    context.fillRect(0, Math.round(middle), width, 1);
    context.fillStyle = palette.colour[colour];
    for (let c = 0; c < columns; c++) {
      const top = y(high[c]!);
      context.fillRect(c, top - 0.5, 1, Math.max(1, y(low[c]!) - top));
    }
  };
}
