/** Differences against the first run, signed. */
const space = '\u00a0';

function signed(difference: number, digits: number): string {
  const size = Math.abs(difference).toFixed(digits);
  const sign = Number(size) === 0 ? '±' : difference < 0 ? '\u2212' : '+';
  return `${sign}${size}`;
}

/** Of figures that mean something by themselves: epochs, seconds, correlations. */
export function plain(digits: number, unit = ''): (value: number, reference: number) => string {
  return (value, reference) => `${signed(value - reference, digits)}${unit && space}${unit}`;
}

/**
 * Of figures whose size is the network's business: thresholds, operations. Nothing is a share of
 * zero.
 */
export function relative(value: number, reference: number): string | null {
  if (reference === 0) return null;
  const share = (100 * (value - reference)) / Math.abs(reference);
  return `${signed(share, Math.abs(share) < 10 ? 1 : 0)}${space}%`;
}
