/** The answer as it stands after a step, and since when it stands. */
import { decidedAfter, leaderAt } from '../../tasks/classification/answer.ts';

export interface AnswerSoFar {
  /** The class with the highest output. */
  readonly leader: number;
  /** The step, from 1, since which it has led without a break. */
  readonly since: number;
}

/** Returns the answer after a step, counted from 1; null before the first. */
export function answerSoFar(potentials: Float32Array, outputs: number, step: number): AnswerSoFar | null {
  if (step < 1 || potentials.length < step * outputs) return null;
  const past = potentials.subarray(0, step * outputs);
  return { leader: leaderAt(potentials, outputs, step - 1), since: decidedAfter(past, outputs) };
}
