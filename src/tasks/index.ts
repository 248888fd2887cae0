/**
 * Lists all tasks, in the order of the menu. A new task is a file beside this one and a line here,
 * under its id; the compiler then asks for its objective and for what the page shows of it.
 */
import { classification } from './classification.ts';
import type { Metric } from './metric.ts';
import { reconstruction } from './reconstruction.ts';
import { separation } from './separation.ts';
import { leadMetric, type Task, type TaskId } from './task.ts';

const table = { classification, reconstruction, separation } satisfies Readonly<Record<string, Task>>;

/** The id of a task that is listed here. */
export type ListedTask = keyof typeof table;

export const tasks: readonly Task[] = Object.values(table);

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

/** Returns the metric that a run of these settings is judged by. */
export function leadOf({ task }: { readonly task: TaskId }): Metric {
  return leadMetric(taskOf(task));
}
