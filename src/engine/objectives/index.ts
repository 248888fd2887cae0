/** Lists the objective of each task. A new one is a file beside this one and a line here. */
import type { ListedTask } from '../../tasks/index.ts';
import type { TaskId } from '../../tasks/task.ts';
import { classificationObjective } from './cross-entropy.ts';
import { reconstructionObjective } from './mean-squared-error.ts';
import type { Objective } from './objective.ts';

const objectives: Readonly<Record<ListedTask, Objective>> = {
  classification: classificationObjective,
  reconstruction: reconstructionObjective,
};

/** Returns the objective of a task. Throws a RangeError when the engine has none for it. */
export function objectiveOf(task: TaskId): Objective {
  if (Object.hasOwn(objectives, task)) return objectives[task as ListedTask];
  throw new RangeError(`the engine has no objective for the task “${task}”`);
}
