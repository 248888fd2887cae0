/** Writes SI-SDR and what was won of it. */
import type { Ratio } from '../src/engine/speech/si-sdr.ts';

export function ratioWords(ratio: Ratio): string {
  switch (ratio.kind) {
    case 'silent':
      return `none: the ${ratio.which} is silent`;
    case 'ratio':
      return `${ratio.capped ? 'beyond ' : ''}${ratio.decibels.toFixed(2)} dB`;
  }
}

/** Writes a difference in dB with its sign. */
export function gainText(gain: number): string {
  return `${gain < 0 ? '−' : '+'}${Math.abs(gain).toFixed(2)} dB`;
}

export function gainWords(after: Ratio, before: Ratio): string {
  if (after.kind !== 'ratio' || before.kind !== 'ratio') return '–';
  return gainText(after.decibels - before.decibels);
}
