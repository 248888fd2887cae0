/** Reads and writes sound in WAV files: one voice, or several channels as their mean. */
import wavefile from 'wavefile';
import { writeCount } from '../../../tasks/writing.ts';
import { DataError } from '../../dataset.ts';

/** Sound of one channel. */
export interface Sound {
  /** Samples a second, in Hz. */
  readonly rate: number;
  /** Number of channels of the file, of which the samples are the mean. */
  readonly channels: number;
  /** Samples `[length]`; whole numbers of a file are divided by the largest, so that they lie within ±1. */
  readonly samples: Float32Array;
}

/** Longest sound that is read, in seconds, and the rates that are read, in Hz. */
export const mostSeconds = 1800;
const rates = { least: 1000, most: 192_000 };
const mostChannels = 8;

/** What whole numbers of a bit depth are divided by, and what silence is. */
const scales: Readonly<Record<string, { readonly largest: number; readonly silence: number }>> = {
  '8': { largest: 128, silence: 128 },
  '16': { largest: 2 ** 15, silence: 0 },
  '24': { largest: 2 ** 23, silence: 0 },
  '32': { largest: 2 ** 31, silence: 0 },
  '32f': { largest: 1, silence: 0 },
  '64': { largest: 1, silence: 0 },
};
const formatNumbers = { integer: 1, float: 3, extensible: 0xfffe };

/** What the library's reader finds in a file. */
interface Found {
  readonly bitDepth: string;
  readonly fmt: {
    readonly audioFormat: number;
    readonly numChannels: number;
    readonly sampleRate: number;
    readonly blockAlign: number;
  };
  readonly data: { readonly chunkSize: number; readonly samples: Uint8Array };
  getSamples(interleaved: boolean, type: typeof Float64Array): Float64Array;
}

function parsed(name: string, bytes: Uint8Array): Found {
  try {
    return new wavefile.WaveFile(bytes) as unknown as Found;
  } catch (error) {
    throw new DataError(`${name} is not a WAV file that can be read: ${(error as Error).message}.`);
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
  const scale = scales[found.bitDepth];
  if (!Object.values(formatNumbers).includes(fmt.audioFormat) || !scale)
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
  const interleaved = found.getSamples(true, Float64Array);
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += interleaved[i * channels + c]! - scale.silence;
    samples[i] = sum / channels / scale.largest;
  }
  const bad = samples.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new DataError(`${name} is not a number at sample ${writeCount(bad)}.`);
  return { rate, channels, samples };
}

/** Writes sound of one channel as floats of 32 bits, so that reading gives the same samples. */
export function writeWav({ rate, samples }: Pick<Sound, 'rate' | 'samples'>): Uint8Array {
  const file = new wavefile.WaveFile();
  file.fromScratch(1, rate, '32f', samples);
  return file.toBuffer();
}
