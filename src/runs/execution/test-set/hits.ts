/** Gathers from a crew which test examples were answered right. */
import { type Crew, sumOver } from '../../../engine/work/crew.ts';
import { writeHits } from '../../../tasks/hits.ts';
import { leadMetric, type Task } from '../../../tasks/task.ts';

/**
 * Returns the hits over all examples, as a report has them; nothing where the lead score of an
 * example is not right or wrong. `each` are the scores of all examples, 0 for those of other
 * members of the crew.
 */
export async function hitsOver(
  task: Task,
  each: Float32Array,
  crew: Crew,
): Promise<{ readonly hits?: string }> {
  return leadMetric(task).unit === '%' ? { hits: writeHits(await sumOver(crew, [...each])) } : {};
}
