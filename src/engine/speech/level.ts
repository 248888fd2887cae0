/** Brings sounds to a level at which they can be compared by ear. */

/** Returns the largest magnitude of a sound; 0 of silence. */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const value of samples) peak = Math.max(peak, Math.abs(value));
  return peak;
}

/**
 * Returns the sound with this peak; silence stays as it is. A separator that learns by SI-SDR,
 * which does not depend on the level, makes voices of any level.
 */
export function withPeak(samples: Float32Array, peak: number): Float32Array {
  const own = peakOf(samples);
  return own === 0 ? samples : samples.map((value) => (value * peak) / own);
}
