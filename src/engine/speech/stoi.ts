/**
 * The short-time objective intelligibility of a processed voice (STOI; Taal et al., 2011) and its
 * extension (ESTOI; Jensen and Taal, 2016), in double precision.
 *
 * Both compare the third-octave envelopes of the voice with those of the clean one, in segments of
 * 384 ms. STOI correlates each band by itself, after the processed one is scaled and clipped; ESTOI
 * correlates whole spectra.
 */
import { powerSpectrum } from './fourier.ts';
import { resample } from './resample.ts';

/** Rate in Hz at which both are defined. */
const rate = 10_000;
const frameLength = 256;
const hop = frameLength / 2;
const transformSize = 512;
const bands = 15;
const lowestBand = 150;
/** Frames of a segment. */
const segmentFrames = 30;
/** Frames that are this much softer than the loudest one, in dB, are silent and left out. */
const dynamicRange = 40;
/** A band may exceed the clean one by this factor: a signal-to-distortion ratio of −15 dB. */
const clipping = 1 + 10 ** (15 / 20);
/** As small as it is, it only keeps a silent band from being a division by zero. */
const tiny = 2 ** -52;

/** A score, usually 0 to 1, or the reason why there is none. */
export type Intelligibility =
  | { readonly kind: 'score'; readonly value: number }
  | { readonly kind: 'short'; readonly frames: number };

/** A Hann window without its zeros at the ends. */
const window = Float64Array.from(
  { length: frameLength },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (frameLength + 1)),
);

/**
 * Returns the first samples of the frames of a signal. A frame that ends with the signal is none:
 * the programs whose scores are published leave it out.
 */
function frameStarts(length: number): number[] {
  const count = Math.max(0, Math.ceil((length - frameLength) / hop));
  return Array.from({ length: count }, (_, k) => k * hop);
}

function windowed(signal: Float64Array, start: number): Float64Array {
  return window.map((weight, i) => weight * signal[start + i]!);
}

/** Returns both signals without the frames in which the clean one is silent, joined again. */
function withoutSilence(clean: Float64Array, processed: Float64Array): [Float64Array, Float64Array] {
  const starts = frameStarts(clean.length);
  const levels = starts.map((start) => {
    const power = windowed(clean, start).reduce((sum, value) => sum + value * value, 0);
    return 20 * Math.log10(Math.sqrt(power) + tiny);
  });
  const loudest = Math.max(...levels);
  const heard = starts.filter((_, k) => loudest - levels[k]! < dynamicRange);
  const joined = (signal: Float64Array) => {
    const out = new Float64Array(heard.length === 0 ? 0 : (heard.length - 1) * hop + frameLength);
    heard.forEach((start, k) => {
      windowed(signal, start).forEach((value, i) => {
        out[k * hop + i]! += value;
      });
    });
    return out;
  };
  return [joined(clean), joined(processed)];
}

/** First and last frequency of each band; the first one is included. */
const bandEdges = Array.from({ length: bands }, (_, k) => {
  const nearest = (frequency: number) => Math.round((frequency * transformSize) / rate);
  return [
    nearest(lowestBand * 2 ** ((2 * k - 1) / 6)),
    nearest(lowestBand * 2 ** ((2 * k + 1) / 6)),
  ] as const;
});

/** Returns the envelope of each band, `[frames][bands]`. */
function envelopes(signal: Float64Array): Float64Array[] {
  const powers = powerSpectrum(transformSize);
  return frameStarts(signal.length).map((start) => {
    const power = powers(windowed(signal, start));
    return Float64Array.from(bandEdges, ([from, to]) =>
      Math.sqrt(power.subarray(from, to).reduce((sum, value) => sum + value, 0)),
    );
  });
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Returns the values less their mean, scaled to a norm of 1. */
function normalised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const length = norm(centred) + tiny;
  return centred.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Returns the rows of a band-by-frame matrix as columns. */
function transposed(rows: readonly Float64Array[]): Float64Array[] {
  return Array.from(rows[0]!, (_, j) => Float64Array.from(rows, (row) => row[j]!));
}

/** Returns the mean correlation of the bands of a segment, `[bands][frames]` each. */
function bandCorrelation(clean: readonly Float64Array[], processed: readonly Float64Array[]): number {
  const each = clean.map((x, band) => {
    const y = processed[band]!;
    const scale = norm(x) / (norm(y) + tiny);
    const clipped = y.map((value, t) => Math.min(value * scale, x[t]! * clipping));
    return dot(normalised(x), normalised(clipped));
  });
  return each.reduce((a, b) => a + b, 0) / each.length;
}

/** Returns the mean correlation of the spectra of a segment, `[bands][frames]` each. */
function spectrumCorrelation(clean: readonly Float64Array[], processed: readonly Float64Array[]): number {
  const spectra = (rows: readonly Float64Array[]) => transposed(rows.map(normalised)).map(normalised);
  const [x, y] = [spectra(clean), spectra(processed)];
  return x.reduce((sum, spectrum, t) => sum + dot(spectrum, y[t]!), 0) / x.length;
}

/**
 * Returns the intelligibility of `processed` against `clean`, both `[samples]` at `samplingRate`
 * Hz. Throws a RangeError when the lengths differ.
 */
export function intelligibility(
  clean: ArrayLike<number>,
  processed: ArrayLike<number>,
  samplingRate: number,
  kind: 'stoi' | 'estoi',
): Intelligibility {
  if (clean.length !== processed.length)
    throw new RangeError(`a voice of ${clean.length} samples is compared with one of ${processed.length}`);
  const [x, y] = withoutSilence(resample(clean, samplingRate, rate), resample(processed, samplingRate, rate));
  const [cleanFrames, processedFrames] = [envelopes(x), envelopes(y)];
  const segments = cleanFrames.length - segmentFrames + 1;
  if (segments < 1) return { kind: 'short', frames: cleanFrames.length };
  const correlate = kind === 'stoi' ? bandCorrelation : spectrumCorrelation;
  let sum = 0;
  for (let k = 0; k < segments; k++) {
    const segment = (frames: Float64Array[]) => transposed(frames.slice(k, k + segmentFrames));
    sum += correlate(segment(cleanFrames), segment(processedFrames));
  }
  return { kind: 'score', value: sum / segments };
}
