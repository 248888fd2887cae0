/** Reads rows of outputs on the processor in double precision. */

/** Returns the index of the largest value; of equal ones the first. */
export function argMax(row: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < row.length; i++) if (row[i]! > row[best]!) best = i;
  return best;
}

/** Returns whether a row is an answer: all of its values are finite numbers. */
export function isAnswer(row: ArrayLike<number>): boolean {
  for (let i = 0; i < row.length; i++) if (!Number.isFinite(row[i])) return false;
  return true;
}

/**
 * Returns −log softmax(row)[label], rounded to single precision: engines of JavaScript differ in
 * the last digits of exp and log, and a result must not depend on the browser.
 */
export function rowLoss(row: Float32Array, label: number): number {
  const top = row[argMax(row)]!;
  let sum = 0;
  for (const value of row) sum += Math.exp(value - top);
  return Math.fround(Math.log(sum) + top - row[label]!);
}

/**
 * Returns how many values come before that of `label` when the row is sorted, the largest first.
 */
export function rankOf(row: ArrayLike<number>, label: number): number {
  const own = row[label]!;
  let before = 0;
  for (let i = 0; i < row.length; i++) if (row[i]! > own || (row[i] === own && i < label)) before++;
  return before;
}

/** Returns the softmax of a row; zeros when the row is no answer. */
export function softmax(row: ArrayLike<number>): Float32Array {
  if (!isAnswer(row)) return new Float32Array(row.length);
  const top = row[argMax(row)]!;
  const powers = Float32Array.from(row, (value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}
