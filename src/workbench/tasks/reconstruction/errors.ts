/** How far an output is from what it should be, value by value. */

/**
 * Returns |output − target| of each pixel, `[height × width]`: the mean over its channels, which
 * come last.
 */
export function errorMap(
  output: ArrayLike<number>,
  target: ArrayLike<number>,
  channels: number,
): Float32Array {
  const map = new Float32Array(target.length / channels);
  for (let i = 0; i < target.length; i += 1) {
    const at = Math.floor(i / channels);
    map[at]! += Math.abs((output[i] ?? 0) - (target[i] ?? 0)) / channels;
  }
  return map;
}

/**
 * Returns where the scale of such maps ends: the largest error, rounded up to tenths so that it
 * holds still from image to image, and 0.1 at least.
 */
export function errorTop(...maps: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const map of maps) for (let i = 0; i < map.length; i += 1) if (map[i]! > largest) largest = map[i]!;
  return Math.max(1, Math.ceil(largest * 10 - 1e-6)) / 10;
}
