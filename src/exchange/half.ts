/**
 * Converts IEEE 754 half precision (F16) and bfloat16 (BF16), which are held as bit patterns of 16
 * bits.
 */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Returns the half nearest to a number, ties to even; infinity above 65519.99… A NaN stays one. */
export function toHalf(value: number): number {
  float[0] = value;
  const pattern = bits[0]!;
  const sign = (pattern >>> 16) & 0x8000;
  const magnitude = pattern & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  // Normal halves start at 2^-14: move the exponent's bias from 127 to 15 and round 13 bits away.
  if (magnitude >= 0x38800000) return sign | roundAway(magnitude - 0x38000000, 13);
  // Below 2^-25 everything is zero (2^-25 itself is a tie, and zero is even).
  const exponent = magnitude >>> 23;
  if (exponent < 102) return sign;
  return sign | roundAway((magnitude & 0x7fffff) | 0x800000, 126 - exponent);
}

/**
 * Drops the `count` lowest bits, rounding to nearest, ties to even. A carry runs into the exponent,
 * as it should.
 */
function roundAway(value: number, count: number): number {
  const kept = value >>> count;
  const rest = value & ((1 << count) - 1);
  const tie = 1 << (count - 1);
  return rest > tie || (rest === tie && (kept & 1) === 1) ? kept + 1 : kept;
}

/** Returns the exact number that a half stands for. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * Returns the exact number that a bfloat16 stands for. Its pattern is the upper half of a float32.
 */
export function fromBfloat16(pattern: number): number {
  bits[0] = pattern << 16;
  return float[0]!;
}
