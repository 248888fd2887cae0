/** Writes a network's answers as CSV: example by example, or class by class. */

import type { ExampleSet } from '../../engine/examples/example-set.ts';
import type { Evaluation } from '../../engine/simulation/evaluate.ts';
import type { Confusion } from '../../tasks/confusion.ts';
import { leadMetric, type Task } from '../../tasks/task.ts';
import { noClass } from '../../tasks/unanswered.ts';
import { csvText } from './export.ts';

/** Most classes whose outputs stand in the table, a column each. */
const mostOutputs = 200;

/**
 * Returns a row for each example, in their order: its number from 0 on, its class and the answered
 * class, which is empty where the outputs are no numbers, and the output of each class where they
 * were kept; without classes, the example's own score.
 */
export function predictionsCsv(
  { targets }: Pick<ExampleSet, 'targets'>,
  { classes, each, outputs }: Pick<Evaluation, 'classes' | 'each' | 'outputs'>,
  task: Task,
  classNames: readonly string[],
): string {
  const name = (k: number) => classNames[k] ?? String(k);
  if (targets.kind === 'class' && classes) {
    const size = outputs && classes.length > 0 ? outputs.length / classes.length : 0;
    const shown = size <= mostOutputs ? size : 0;
    const rows = Array.from(classes, (answer, i) => [
      i,
      name(targets.labels[i]!),
      answer === noClass ? null : name(answer),
      ...Array.from({ length: shown }, (_, k) => outputs![i * size + k]!),
    ]);
    const columns = Array.from({ length: shown }, (_, k) => `output ${name(k)}`);
    return csvText([['index', 'target', 'answer', ...columns], ...rows]);
  }
  const { id, stored } = leadMetric(task);
  return csvText([['index', `${id} [${stored}]`], ...Array.from(each, (score, i) => [i, score])]);
}

/** Returns a row for each true class, a column for each answer. */
export function confusionCsv(matrix: Confusion, classNames: readonly string[]): string {
  return csvText([['class', ...classNames], ...matrix.map((row, k) => [classNames[k]!, ...row])]);
}
