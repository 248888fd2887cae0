/**
 * Lists all tasks, in the order of the menu. A new task is a file beside this one and a line here.
 */
import { classification } from './classification.ts';
import { reconstruction } from './reconstruction.ts';
import type { Task, TaskId } from './task.ts';

export const tasks: readonly Task[] = [classification, reconstruction];

/** Returns the task of this id, or undefined when there is none. */
export function findTask(id: TaskId): Task | undefined {
  return tasks.find((task) => task.id === id);
}

/**
 * Returns the task of this id. Throws a RangeError that names the existing tasks when there is
 * none.
 */
export function taskOf(id: TaskId): Task {
  const task = findTask(id);
  if (task) return task;
  throw new RangeError(`task must be one of ${tasks.map((known) => known.id).join(', ')} (got “${id}”)`);
}
