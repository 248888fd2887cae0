/**
 * Writes and reads the numbers of settings, and holds the stops of the sliders through a wide
 * range.
 */

export const patienceStops = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20] as const;
export const learningRateStops = [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2] as const;

const thin = '\u202f';

/**
 * Writes plain figures if they are short, powers of ten if zeros would have to be counted: `10
 * 000`, `99.9`, `1e-4`.
 */
export function writeNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-2) return value.toExponential().replace('e-0', 'e-');
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thin) : whole;
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/**
 * Reads a number as people type it: with spaces between thousands, a comma for the point, `1e-4`.
 * Returns NaN for anything else.
 */
export function readNumber(text: string): number {
  const plain = text.replace(/[\s\u00a0\u202f_]/g, '').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

/** Returns the index of the stop nearest to a value, by their ratio. */
export function nearestStop(stops: readonly number[], value: number): number {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(Math.log(stop / value)) < Math.abs(Math.log((stops[best] ?? 1) / value))) best = i;
  });
  return best;
}
