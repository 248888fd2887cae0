/** The views and the words of each kind of answer. A new kind is a line in each table. */
import type { SampleAnswer } from '../../runs/inspection/simulation.ts';
import { taskOf } from '../../tasks/index.ts';
import type { TargetKind, TaskId } from '../../tasks/task.ts';
import { classificationViews } from './classification/views.ts';
import { classificationWords } from './classification/words.ts';
import { reconstructionViews } from './reconstruction/views.ts';
import { reconstructionWords } from './reconstruction/words.ts';
import type { TaskViews } from './task-views.ts';
import type { TaskWords } from './task-words.ts';

type AnswerKind = SampleAnswer['kind'];

const views: { readonly [K in AnswerKind]: TaskViews<Extract<SampleAnswer, { kind: K }>> } = {
  class: classificationViews,
  values: reconstructionViews,
};

const words: Readonly<Record<AnswerKind, TaskWords>> = {
  class: classificationWords,
  values: reconstructionWords,
};

const answerKinds: Readonly<Record<TargetKind, AnswerKind>> = {
  class: 'class',
  input: 'values',
  array: 'values',
};

/** Returns the kind of answer that a task's networks give. */
export function answerKindOf(task: TaskId): AnswerKind {
  return answerKinds[taskOf(task).targets];
}

/**
 * Returns how the answers of a task are shown. The views take only answers of {@link answerKindOf},
 * which the compiler cannot see.
 */
export function viewsOf(task: TaskId): TaskViews<SampleAnswer> {
  return views[answerKindOf(task)] as unknown as TaskViews<SampleAnswer>;
}

/** Returns what the page says of a task. */
export function wordsOf(task: TaskId): TaskWords {
  return words[answerKindOf(task)];
}
