/**
 * Resampling by a ratio of whole numbers through one windowed low-pass filter, as the reference
 * implementation of STOI does it (60 dB of rejection, a Kaiser window), so that scores agree.
 */

const rejection = 60;

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Returns the modified Bessel function of the first kind and order 0. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-16 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Returns the taps of the low-pass filter, which add up to 1, and how many lie before its middle.
 */
function lowPass(up: number, down: number): { taps: Float64Array; half: number } {
  const cutoff = 1 / (2 * Math.max(up, down));
  const half = Math.ceil((rejection - 8) / (28.714 * (cutoff / 10)));
  const beta = 0.1102 * (rejection - 8.7);
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, i) => {
    const t = i - half;
    const window = bessel(beta * Math.sqrt(1 - (t / half) ** 2)) / bessel(beta);
    return window * 2 * up * cutoff * sinc(2 * cutoff * t);
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return { taps: taps.map((tap) => tap / sum), half };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/**
 * Returns `signal` `[samples]` of rate `from` at rate `to`, in Hz: `⌈samples · to / from⌉` samples,
 * silence assumed around it. Throws a RangeError when a rate is no whole number above 0.
 */
export function resample(signal: ArrayLike<number>, from: number, to: number): Float64Array {
  for (const rate of [from, to])
    if (!Number.isInteger(rate) || rate < 1)
      throw new RangeError(`a sampling rate must be a whole number of hertz above 0 (got ${rate})`);
  if (from === to) return Float64Array.from(signal);
  const common = divisor(from, to);
  const [up, down] = [to / common, from / common];
  const { taps, half } = lowPass(up, down);
  return Float64Array.from({ length: Math.ceil((signal.length * up) / down) }, (_, n) => {
    // Of the signal with up − 1 zeros between its samples, only every up-th sample counts.
    const middle = n * down;
    let sum = 0;
    const first = Math.max(0, Math.ceil((middle - half) / up));
    const last = Math.min(signal.length - 1, Math.floor((middle + half) / up));
    for (let i = first; i <= last; i++) sum += signal[i]! * taps[middle - i * up + half]!;
    return up * sum;
  });
}
