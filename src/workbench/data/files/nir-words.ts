/** Says in words what a NIR file holds and answers. */
import type { NirLayer, NirMeasured } from '../../../runs/models/nir-reading.ts';
import { taskOf } from '../../../tasks/index.ts';
import { leadMetric, type TaskId } from '../../../tasks/task.ts';
import { writeCount } from '../../../tasks/writing.ts';

/** Returns the cells of a layer's row behind its name, by their columns. */
export function nirLayerCells({
  kinds,
  inputShape,
  outputShape,
  neurons,
}: NirLayer): readonly (readonly [column: string, text: string])[] {
  return [
    ['kinds', kinds],
    ['inputs', inputShape.join('×')],
    ['outputs', outputShape.join('×')],
    ['neurons', neurons === null ? 'none: it adds up' : writeCount(neurons)],
  ];
}

/** Writes the score: `Accuracy 97.4 % on 500 validation examples`. */
export function nirScoreWords(task: TaskId, { score, examples }: NirMeasured): string {
  const lead = leadMetric(taskOf(task));
  const label = lead.label.charAt(0).toUpperCase() + lead.label.slice(1);
  return `${label} ${lead.write(score, examples)} on ${writeCount(examples)} validation examples`;
}
