/** Writes differences against the first run, with their signs. */
const space = '\u00a0';

function signed(difference: number, digits: number): string {
  const size = Math.abs(difference).toFixed(digits);
  const sign = Number(size) === 0 ? '±' : difference < 0 ? '\u2212' : '+';
  return `${sign}${size}`;
}

/**
 * Writes differences of figures that mean something by themselves: epochs, seconds, correlations.
 */
export function plain(digits: number, unit = ''): (value: number, reference: number) => string {
  return (value, reference) => `${signed(value - reference, digits)}${unit && space}${unit}`;
}

/**
 * Writes the difference as a share of the reference, for figures whose size depends on the network:
 * thresholds, operations. Returns null when the reference is zero, of which nothing is a share.
 */
export function relative(value: number, reference: number): string | null {
  if (reference === 0) return null;
  const share = (100 * (value - reference)) / Math.abs(reference);
  return `${signed(share, Math.abs(share) < 10 ? 1 : 0)}${space}%`;
}
