/** Reads sound from WAV files: one voice, or several channels as their mean. */
import { writeCount } from '../../../tasks/writing.ts';
import { DataError } from '../../dataset.ts';
import { WaveFile } from './wave-file.ts';
import { formatNumbers } from './write-wav.ts';

/** Sound of one channel. */
export interface Sound {
  /** Samples a second, in Hz. */
  readonly rate: number;
  /** Number of channels of the file, of which the samples are the mean. */
  readonly channels: number;
  /**
   * Samples `[length]`; whole numbers of a file are divided by the largest, so that they lie within
   * ±1.
   */
  readonly samples: Float32Array;
}

/** Longest sound that is read, in seconds, and the rates that are read, in Hz. */
export const mostSeconds = 1800;
const rates = { least: 1000, most: 192_000 };
const mostChannels = 8;

/** Returns sample `at` of a file's bytes within ±1; floats may lie beyond. */
type Sample = (view: DataView, at: number) => number;

/**
 * Reads the samples of each bit depth. The library's own reader of floats is not exact to the last
 * bit.
 */
const samplesOf: Readonly<Record<string, Sample>> = {
  '8': (view, at) => (view.getUint8(at) - 128) / 128,
  '16': (view, at) => view.getInt16(at, true) / 2 ** 15,
  '24': (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23,
  '32': (view, at) => view.getInt32(at, true) / 2 ** 31,
  '32f': (view, at) => view.getFloat32(at, true),
  '64': (view, at) => view.getFloat64(at, true),
};

/** What the library's reader finds in a file. */
interface Found {
  readonly container: string;
  readonly bitDepth: string;
  readonly fmt: {
    readonly audioFormat: number;
    readonly numChannels: number;
    readonly sampleRate: number;
    readonly blockAlign: number;
  };
  readonly data: { readonly chunkSize: number; readonly samples: Uint8Array };
}

function parsed(name: string, bytes: Uint8Array): Found {
  if (bytes.length === 0) throw new DataError(`${name} is empty: the file has no bytes.`);
  try {
    return new WaveFile(bytes) as unknown as Found;
  } catch (error) {
    const why = (error as Error).message.replace(/\.$/, '');
    throw new DataError(`${name} is not a WAV file that can be read: ${why}.`);
  }
}

/**
 * Reads a WAV file of whole numbers of 8, 16, 24 or 32 bits, or of floats. Throws a
 * {@link DataError} that says what is wrong and what to do.
 */
export function readWav(name: string, bytes: Uint8Array): Sound {
  const found = parsed(name, bytes);
  const { fmt, data } = found;
  const { numChannels: channels, sampleRate: rate, blockAlign } = fmt;
  const sampleOf = Object.hasOwn(samplesOf, found.bitDepth) ? samplesOf[found.bitDepth] : undefined;
  if (!Object.values(formatNumbers).includes(fmt.audioFormat) || !sampleOf || found.container === 'RIFX')
    throw new DataError(
      `${name} holds sound in an encoding that is not read (format ${fmt.audioFormat}, ${found.bitDepth} bits). ` +
        'Save it as PCM of 16 bits.',
    );
  if (channels < 1 || channels > mostChannels)
    throw new DataError(`${name} has ${channels} channels; 1 to ${mostChannels} are read.`);
  if (rate < rates.least || rate > rates.most)
    throw new DataError(
      `${name} has ${writeCount(rate)} samples a second; ${writeCount(rates.least)} to ${writeCount(rates.most)} are read.`,
    );
  const width = Math.ceil(Number.parseInt(found.bitDepth, 10) / 8);
  if (blockAlign !== width * channels)
    throw new DataError(
      `${name} says that a sample of its ${channels} channels takes ${blockAlign} bytes, not ${width * channels}.`,
    );
  const length = Math.floor(data.samples.length / blockAlign);
  if (data.chunkSize > data.samples.length)
    throw new DataError(
      `${name} is cut short: of ${writeCount(data.chunkSize)} bytes of sound it holds ${writeCount(data.samples.length)}.`,
    );
  if (length === 0) throw new DataError(`${name} holds no sound.`);
  if (length > rate * mostSeconds)
    throw new DataError(
      `${name} is ${writeCount(Math.round(length / rate))} s long; ${writeCount(mostSeconds)} s are read at most. Cut it.`,
    );
  const { buffer, byteOffset, byteLength } = data.samples;
  const view = new DataView(buffer, byteOffset, byteLength);
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += sampleOf(view, (i * channels + c) * width);
    samples[i] = sum / channels;
  }
  const bad = samples.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new DataError(`${name} is not a number at sample ${writeCount(bad)}.`);
  return { rate, channels, samples };
}
