/**
 * Measures early exit: the answer of an example is read after the first step in which its largest
 * output is ahead of the second by a margin, and after the last step if none is. A larger margin
 * waits longer and is more often right.
 */

/**
 * The margins, in units of the outputs: of free potentials, whose differences are logarithms of
 * odds, or of spikes where the readout counts them.
 */
export const exitMargins = [0.5, 1, 2, 4, 8] as const;

/** What a margin makes of a set of examples. */
export interface EarlyExit {
  readonly margin: number;
  /** Mean number of steps until the answer is read, 1 … T, or later where spikes settle. */
  readonly steps: number;
  /** The lead score of the answers that are read then. */
  readonly score: number;
}

/** Number of sums that {@link addExits} adds to: steps and scores of each margin. */
export const exitSums = 2 * exitMargins.length;

/** The outputs `[rows × classes]` after a step, and the lead score of each example then. */
export interface AnswersAt {
  readonly outputs: Float32Array;
  readonly each: Float32Array;
}

/**
 * Adds what the examples of a batch make of each margin. `steps` are the answers in order, the last
 * one that of the step `lastStep`.
 */
export function addExits(
  steps: readonly AnswersAt[],
  rows: number,
  lastStep: number,
  sums: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const leads = steps.map(({ outputs }) => leadOf(outputs, row, outputs.length / rows));
    for (const [m, margin] of exitMargins.entries()) {
      const found = leads.findIndex((lead) => lead >= margin);
      const t = found < 0 ? steps.length - 1 : found;
      sums[2 * m]! += t === steps.length - 1 ? lastStep : t + 1;
      sums[2 * m + 1]! += steps[t]!.each[row]!;
    }
  }
}

/** Returns by how much the largest output of an example is ahead of the second. */
function leadOf(outputs: Float32Array, row: number, classes: number): number {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let c = row * classes; c < (row + 1) * classes; c++) {
    const value = outputs[c]!;
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return first - second;
}

/** Returns the exits from sums over `count` examples. */
export function exitsOf(sums: ArrayLike<number>, count: number): EarlyExit[] {
  return exitMargins.map((margin, m) => ({
    margin,
    steps: sums[2 * m]! / count,
    score: sums[2 * m + 1]! / count,
  }));
}
