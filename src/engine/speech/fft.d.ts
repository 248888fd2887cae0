declare module 'fft.js' {
  /** A Fourier transform of a fixed size, a power of two. */
  export default class FFT {
    constructor(size: number);
    /** Returns an array of `size` complex numbers, real and imaginary parts in turn. */
    createComplexArray(): number[];
    /** Transforms `size` real numbers; writes the first half of the spectrum and its middle. */
    realTransform(out: number[], input: readonly number[]): void;
  }
}
