/**
 * The views and the words of each task. A new task is a folder beside this file and a line here; a
 * task whose answers look like another's names that one's views and words.
 */
import type { SampleAnswer } from '../../runs/inspection/simulation.ts';
import { type ListedTask, taskOf } from '../../tasks/index.ts';
import type { TaskId } from '../../tasks/task.ts';
import { classificationViews } from './classification/views.ts';
import { classificationWords } from './classification/words.ts';
import { reconstructionViews } from './reconstruction/views.ts';
import { reconstructionWords } from './reconstruction/words.ts';
import { separationViews } from './separation/views.ts';
import { separationWords } from './separation/words.ts';
import type { TaskViews } from './task-views.ts';
import type { TaskWords } from './task-words.ts';

type AnswerKind = SampleAnswer['kind'];

/** What the page has for a task, by the kind of its networks' answers. */
type TaskPage = {
  readonly [K in AnswerKind]: {
    readonly answer: K;
    readonly views: TaskViews<Extract<SampleAnswer, { kind: K }>>;
    readonly words: TaskWords;
  };
}[AnswerKind];

const pages: Readonly<Record<ListedTask, TaskPage>> = {
  classification: { answer: 'class', views: classificationViews, words: classificationWords },
  reconstruction: { answer: 'values', views: reconstructionViews, words: reconstructionWords },
  separation: { answer: 'voices', views: separationViews, words: separationWords },
};

/** Returns what the page has for a task. Throws a RangeError where there is no such task. */
function pageOf(task: TaskId): TaskPage {
  return pages[taskOf(task).id as ListedTask];
}

/** Returns the kind of answer that a task's networks give. */
export function answerKindOf(task: TaskId): AnswerKind {
  return pageOf(task).answer;
}

/**
 * Returns how the answers of a task are shown. The views take only answers of {@link answerKindOf},
 * which the compiler cannot see.
 */
export function viewsOf(task: TaskId): TaskViews<SampleAnswer> {
  return pageOf(task).views as unknown as TaskViews<SampleAnswer>;
}

/** Returns what the page says of a task. */
export function wordsOf(task: TaskId): TaskWords {
  return pageOf(task).words;
}
