/** Says in words what a waveform and a spectrogram show. */
import type { Spectrogram } from './spectrogram.ts';

/** Columns this much softer than the loudest, in dB, count as pauses. */
const pause = 30;

/** Returns the power of each column in dB, −∞ of silence. */
function columnPowers({ columns, bins, decibels }: Spectrogram): number[] {
  return Array.from({ length: columns }, (_, c) => {
    let sum = 0;
    for (let b = 0; b < bins; b++) sum += 10 ** (decibels[c * bins + b]! / 10);
    return 10 * Math.log10(sum);
  });
}

/** Returns the frequency that has most power over the whole sound, in Hz; null of silence. */
export function strongestFrequency({ columns, bins, decibels }: Spectrogram, rate: number): number | null {
  const sums = new Float64Array(bins);
  for (let c = 0; c < columns; c++)
    for (let b = 0; b < bins; b++) sums[b]! += 10 ** (decibels[c * bins + b]! / 10);
  const most = sums.reduce((at, value, b) => (value > sums[at]! ? b : at), 0);
  return sums[most]! > 0 ? (most * rate) / (2 * (bins - 1)) : null;
}

/** Returns the share of a sound that is no pause. */
export function soundingShare(spectrogram: Spectrogram): number {
  const powers = columnPowers(spectrogram);
  const top = Math.max(...powers);
  if (!Number.isFinite(top)) return 0;
  return powers.filter((power) => power > top - pause).length / powers.length;
}

/** Returns one sentence about a sound. */
export function soundWords(spectrogram: Spectrogram, rate: number, seconds: number): string {
  const strongest = strongestFrequency(spectrogram, rate);
  if (strongest === null) return `${seconds.toFixed(1)} s of silence.`;
  const share = Math.round(100 * soundingShare(spectrogram));
  return `${seconds.toFixed(1)} s, ${share} % of it sounding, strongest at ${Math.round(strongest)} Hz.`;
}
