import { noClass } from './unanswered.ts';

/**
 * Counts which class was answered for which: the rows are the true classes, the columns the
 * answers.
 */
export type Confusion = readonly (readonly number[])[];

/**
 * Returns the confusion matrix of answers to examples of known classes. Examples without an answer
 * are in no column.
 */
export function confusionOf(
  labels: ArrayLike<number>,
  answers: ArrayLike<number>,
  classes: number,
): Confusion {
  if (labels.length !== answers.length)
    throw new RangeError(`${answers.length} answers to ${labels.length} examples`);
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) {
    const row = matrix[labels[i]!];
    const answer = answers[i]!;
    if (answer === noClass) continue;
    if (row?.[answer] === undefined)
      throw new RangeError(
        `example ${i}: class ${labels[i]} answered as ${answer}, and there are ${classes} classes`,
      );
    row[answer] = row[answer]! + 1;
  }
  return matrix;
}
