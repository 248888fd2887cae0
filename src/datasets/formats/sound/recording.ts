/**
 * Reads one recording at 8 kHz in 16 bits, and counts what was done to it. Whole numbers are the
 * same wherever a recording was resampled, and so is the hash of a set.
 */
import { resample } from '../../../engine/speech/resample.ts';
import { writeCount } from '../../../tasks/writing.ts';
import { DataError } from '../../dataset.ts';
import { speechRate } from '../../speech/speech-set.ts';
import { baseName } from '../folder.ts';
import { readWav, type Sound } from './wav.ts';

/** The error of a recording that cannot be used; its message follows the file's path. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** Rates are multiples of this, in Hz: a filter for others would have millions of taps. */
const rateStep = 25;
/** Shortest recording that is used, in seconds. */
const leastSeconds = 1;
/** Largest number of 16 bits. */
const full = 2 ** 15 - 1;
/** Smallest distance of the greatest sample from the least: 16 bits keep no less. */
const leastRange = 4 / full;
/**
 * A recording was clipped where this many samples in a row have its largest magnitude, and that is
 * larger than this.
 */
const clippedRun = 4;
const clippedFrom = 0.5;

export const isSound = (path: string) =>
  /\.(wave?|flac|mp3|og[ga]|opus|m4a|aac|aiff?|wma)$/i.test(baseName(path));
const isWav = (path: string) => /\.wave?$/i.test(path);

/** Counts recordings to which something was done, with the first of each kind. */
export class Handled {
  private readonly found = new Map<string, { first: string; count: number }>();

  add(what: string, path: string): void {
    const known = this.found.get(what);
    if (known) known.count++;
    else this.found.set(what, { first: path, count: 1 });
  }

  /** Returns a line for each kind: “Mixed down to one channel: 2 recordings (the first a.wav).” */
  notes(): string[] {
    return [...this.found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([what, { first, count }]) =>
          `${what}: ${count === 1 ? `1 recording (${first})` : `${writeCount(count)} recordings (the first ${first})`}.`,
      );
  }
}

function soundOf(path: string, bytes: Uint8Array): Sound {
  if (!isWav(path)) throw new RecordingError('is no WAV file; convert it to WAV');
  try {
    return readWav(path, bytes);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    // The reason follows the path wherever it is shown.
    const { message } = error;
    throw new RecordingError(
      (message.startsWith(path) ? message.slice(path.length + 1) : message).replace(/\.$/, ''),
    );
  }
}

function isClipped(samples: Float32Array, loudest: number): boolean {
  if (loudest <= clippedFrom) return false;
  // The largest numbers above and below zero differ by a step.
  const edge = loudest * (1 - 2 / full);
  let run = 0;
  for (const value of samples) {
    run = Math.abs(value) >= edge ? run + 1 : 0;
    if (run >= clippedRun) return true;
  }
  return false;
}

/**
 * Reads a recording and brings it to 8 kHz, `[samples]`, within ±1 or beyond where it was so. What
 * was done is counted. Throws a {@link RecordingError}.
 */
export function readRecording(path: string, bytes: Uint8Array, handled: Handled): Float64Array {
  const { rate, channels, samples } = soundOf(path, bytes);
  if (rate % rateStep !== 0)
    throw new RecordingError(
      `has ${writeCount(rate)} samples a second, no multiple of ${rateStep}; save it with 8,000 or 16,000`,
    );
  if (samples.length < leastSeconds * rate)
    throw new RecordingError(
      `is ${(samples.length / rate).toFixed(2)} s long; recordings of at least ${leastSeconds} s are used`,
    );
  let [least, most] = [samples[0]!, samples[0]!];
  for (const value of samples) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (most - least < leastRange) throw new RecordingError('is silent');
  const loudest = Math.max(most, -least);
  if (isClipped(samples, loudest)) handled.add('Clipped, it seems, by recording too loudly', path);
  if (channels > 1) handled.add(`Mixed down from ${channels} channels to one`, path);
  if (rate !== speechRate)
    handled.add(`Brought from ${writeCount(rate)} to ${writeCount(speechRate)} samples a second`, path);
  if (loudest > 1) handled.add('Made softer, as it was beyond ±1', path);
  return resample(samples, rate, speechRate);
}

/** Returns signals that belong together as numbers of 16 bits; too loud ones are made softer. */
export function quantised(signals: readonly Float64Array[]): Int16Array[] {
  let peak = 1;
  for (const signal of signals) for (const value of signal) peak = Math.max(peak, Math.abs(value));
  return signals.map((signal) =>
    Int16Array.from(signal, (value) => Math.min(full, Math.round((value / peak) * 2 ** 15))),
  );
}
