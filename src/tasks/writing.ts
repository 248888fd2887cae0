/** Writes counts, and the numbers of metrics: few digits, a unit on the same line, a true minus. */

const space = '\u00a0';
const minus = '\u2212';

/** Returns the digits after the point that a percentage of so many examples can carry. */
function shareDigits(examples: number): number {
  return examples >= 5000 ? 2 : 1;
}

/**
 * Writes a share 0…1 in percent: “98.42 %”. 1,000 examples cannot carry hundredths of a percent.
 */
export function writeShare(share: number, examples = 1000): string {
  return `${(100 * share).toFixed(shareDigits(examples))}${space}%`;
}

/** Writes a difference of two shares in percentage points: “−0.12 points”. */
export function writePoints(difference: number, examples = 1000): string {
  const text = (100 * Math.abs(difference)).toFixed(shareDigits(examples));
  const sign = Number(text) === 0 ? '±' : difference < 0 ? minus : '+';
  return `${sign}${text}${space}points`;
}

/** Writes a count with commas between thousands: “6,000”. All of the house writes counts so. */
export function writeCount(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Writes a number in three significant digits, without an exponent down to 1e-9: “0.00755”. */
export function writeSmall(value: number): string {
  if (!Number.isFinite(value) || value === 0) return String(value);
  const size = Math.abs(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(size)));
  const text = digits > 11 ? size.toExponential(2) : size.toFixed(digits);
  return value < 0 ? `${minus}${text}` : text;
}

/** Writes a difference in three significant digits with its sign: “+0.00042”. */
export function writeSmallDifference(difference: number): string {
  if (difference === 0) return '±0';
  return difference > 0 ? `+${writeSmall(difference)}` : writeSmall(difference);
}

/** Writes a ratio in dB: “6.42 dB”. */
export function writeDecibels(value: number): string {
  return `${value < 0 ? minus : ''}${Math.abs(value).toFixed(2)}${space}dB`;
}

/** Writes a difference of two ratios in dB with its sign: “+0.42 dB”. */
export function writeDecibelDifference(difference: number): string {
  const text = Math.abs(difference).toFixed(2);
  const sign = Number(text) === 0 ? '±' : difference < 0 ? minus : '+';
  return `${sign}${text}${space}dB`;
}
