/**
 * Cosine, sine and exponential by sums and products alone. Engines may differ in the last bit of
 * their own, and synthesised voices must have the same samples everywhere.
 */

const turn = 2 * Math.PI;
/** Enough terms for a double at the largest argument, π. */
const terms = 26;

/** Returns the cosine of a number of turns. */
export function cosineOfTurns(turns: number): number {
  // An angle of at most π, since a cosine is even and repeats with each turn.
  const angle = turn * Math.abs(turns - Math.round(turns));
  let [sum, term] = [1, 1];
  for (let n = 2; n <= terms; n += 2) {
    term *= -(angle * angle) / (n * (n - 1));
    sum += term;
  }
  return sum;
}

/** Returns the sine of a number of turns. */
export function sineOfTurns(turns: number): number {
  return cosineOfTurns(turns - 0.25);
}

/** Returns the exponential of a number from −2 to 2. */
export function exponential(x: number): number {
  let [sum, term] = [1, 1];
  for (let n = 1; n <= terms; n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}
