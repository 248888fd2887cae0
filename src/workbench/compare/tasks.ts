/**
 * Finds the tasks of compared runs: each task has figures of its own, and no run has those of
 * another task.
 */
import type { RunSpec } from '../../runs/spec/spec.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric, type Task } from '../../tasks/task.ts';

interface Run {
  readonly spec: Pick<RunSpec, 'task'>;
}

/** Returns the tasks that the runs learn, in the order in which they first come. */
export function tasksOf(runs: readonly Run[]): readonly Task[] {
  return [...new Set(runs.map(({ spec }) => spec.task))].map(taskOf);
}

/** Returns a label as it stands among those of several tasks: with what is measured behind it. */
export function taskLabel(label: string, task: Task, tasks: readonly Task[]): string {
  return tasks.length > 1 ? `${label}, ${leadMetric(task).short}` : label;
}

/** Returns a remark on runs of several tasks side by side, or null when there is only one task. */
export function tasksNote(runs: readonly Run[]): string | null {
  const tasks = tasksOf(runs);
  if (tasks.length < 2) return null;
  const titles = tasks.map(({ title }) => title.toLowerCase()).join(' and ');
  return `The runs learn different tasks, ${titles}: each has the scores of its own alone, and the chart draws those of the task on screen.`;
}
