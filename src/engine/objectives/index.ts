/** Lists the objective of each task. A new one is a file beside this one and a line here. */
import type { ListedTask } from '../../tasks/index.ts';
import type { TaskId } from '../../tasks/task.ts';
import type { Separator } from '../separation/separator.ts';
import { classificationObjective } from './cross-entropy.ts';
import { reconstructionObjective } from './mean-squared-error.ts';
import type { Objective } from './objective.ts';
import { separationObjective } from './separation.ts';

/** An objective, or a function that makes one for the ends of a network. */
type Made = Objective | ((ends: Separator | null) => Objective);

const objectives: Readonly<Record<ListedTask, Made>> = {
  classification: classificationObjective,
  reconstruction: reconstructionObjective,
  separation: separationObjective,
};

/**
 * Returns the objective of a task for a network with these ends. Without them, the objective of a
 * task that wants some judges outputs and computes none. Throws a RangeError when the engine has
 * none for the task.
 */
export function objectiveOf(task: TaskId, ends: Separator | null = null): Objective {
  if (!Object.hasOwn(objectives, task))
    throw new RangeError(`the engine has no objective for the task “${task}”`);
  const made = objectives[task as ListedTask];
  return typeof made === 'function' ? made(ends) : made;
}
