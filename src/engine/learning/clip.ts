/**
 * Clips the gradient of a batch to a norm. Squares are added in double precision, block by block of
 * the vector of all gradients, so that the norm does not depend on who computes which blocks.
 */

/** Entries of a block; shares of the vector begin at whole blocks where its norm is wanted. */
export const clipBlock = 256;

/** Returns the sum of squares of each block of a stretch that begins with a block. */
export function blockSquares(values: Float32Array): Float64Array {
  const sums = new Float64Array(Math.ceil(values.length / clipBlock));
  for (let b = 0; b < sums.length; b++) {
    const end = Math.min(values.length, (b + 1) * clipBlock);
    let sum = 0;
    for (let i = b * clipBlock; i < end; i++) sum += values[i]! * values[i]!;
    sums[b] = sum;
  }
  return sums;
}

/**
 * Returns the factor that brings a gradient down to the norm `most`, from the squares of all its
 * blocks in order; null where it is not above.
 */
export function clipFactor(squares: Iterable<number>, most: number): number | null {
  let sum = 0;
  for (const square of squares) sum += square;
  const norm = Math.sqrt(sum);
  return norm > most ? Math.fround(most / norm) : null;
}

/** Scales a stretch of a gradient in place. */
export function scaleBy(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
}
