/** Powers of the frequencies of a frame. */
import FFT from 'fft.js';

/** Returns a function from frames of at most `size` real samples to |X|² `[size / 2 + 1]`. */
export function powerSpectrum(size: number): (frame: ArrayLike<number>) => Float64Array {
  const fft = new FFT(size);
  const spectrum = fft.createComplexArray();
  const input = new Array<number>(size).fill(0);
  return (frame) => {
    for (let i = 0; i < size; i++) input[i] = frame[i] ?? 0;
    fft.realTransform(spectrum, input);
    return Float64Array.from(
      { length: size / 2 + 1 },
      (_, k) => spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2,
    );
  };
}
