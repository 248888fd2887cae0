/** Writes sound as WAV files. */

/** The numbers by which a file names the encoding of its samples. */
export const formatNumbers = { integer: 1, float: 3, extensible: 0xfffe };

/** Number of bytes before the samples of a file that is written. */
const headerBytes = 44;

/** How the samples of a file are written: as floats of 32 bits, or as whole numbers of 16. */
export type SampleFormat = 'float32' | 'int16';

interface SampleWriter {
  readonly bytes: number;
  readonly formatNumber: number;
  write(view: DataView, at: number, value: number): void;
}

const writers: Readonly<Record<SampleFormat, SampleWriter>> = {
  float32: {
    bytes: 4,
    formatNumber: formatNumbers.float,
    write: (view, at, value) => view.setFloat32(at, value, true),
  },
  int16: {
    bytes: 2,
    formatNumber: formatNumbers.integer,
    write: (view, at, value) => view.setInt16(at, whole16(value), true),
  },
};

/** Returns a sample as a whole number of 16 bits; one beyond ±1 is the largest. */
function whole16(value: number): number {
  return Math.max(-(2 ** 15), Math.min(2 ** 15 - 1, Math.round(value * 2 ** 15)));
}

/**
 * Writes sound of one channel. Floats are read again as the same samples; whole numbers are
 * rounded, and cut at ±1.
 */
export function writeWav(
  { rate, samples }: { readonly rate: number; readonly samples: Float32Array },
  format: SampleFormat = 'float32',
): Uint8Array<ArrayBuffer> {
  const { bytes: width, formatNumber, write } = writers[format];
  const bytes = new Uint8Array(headerBytes + width * samples.length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, formatNumber, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, width * rate, true);
  view.setUint16(32, width, true);
  view.setUint16(34, 8 * width, true);
  text(36, 'data');
  view.setUint32(40, width * samples.length, true);
  samples.forEach((value, i) => {
    write(view, headerBytes + width * i, value);
  });
  return bytes;
}
