/** What the panel of the lessons shows, and how far each lesson is. */
import { create } from 'zustand';
import { turnTo } from '../store/view.ts';
import type { ReadCard } from './card/report-card.ts';
import { lessons } from './content/index.ts';
import { closeLessons, type Wanted } from './entry.ts';
import { isLessonId, type Lesson, type LessonId } from './lesson.ts';
import { noteStep, noteUnknown } from './linked.ts';
import type { Said } from './predictions.ts';
import {
  type KeptPrediction,
  type KeptRun,
  keepProgress,
  type LessonProgress,
  type Progress,
  progressIn,
  readProgress,
} from './progress.ts';

/** What the panel shows: the list, a step of a lesson, its report card, or one that was read. */
export type Showing =
  | { readonly kind: 'list' }
  | { readonly kind: 'step'; readonly lesson: LessonId }
  | { readonly kind: 'card'; readonly lesson: LessonId }
  | { readonly kind: 'readCard'; readonly read: ReadCard };

interface LessonsState {
  readonly showing: Showing;
  readonly progress: Progress;
  /** Whether the sheet is folded to its title, on a phone. */
  readonly folded: boolean;
}

export const useLessons = create<LessonsState>()(() => ({
  showing: { kind: 'list' },
  progress: readProgress(),
  folded: false,
}));

export function lessonOf(id: LessonId): Lesson {
  return lessons.find((lesson) => lesson.id === id)!;
}

function change(progress: Progress): void {
  useLessons.setState({ progress });
  keepProgress(progress);
}

/** Changes what is kept of one lesson. */
function changeLesson(id: LessonId, part: Partial<LessonProgress>): void {
  const { progress } = useLessons.getState();
  change({
    ...progress,
    lessons: { ...progress.lessons, [id]: { ...progressIn(progress, id), ...part } },
  });
}

/** Opens what was asked for. A lesson or step that there is not is said, and the page goes on. */
export function openWanted({ lesson, step }: Wanted): void {
  if (lesson === null || !isLessonId(lesson)) {
    if (lesson !== null) noteUnknown('lesson', lesson);
    showList();
    return;
  }
  const { steps } = lessonOf(lesson);
  if (step !== null && step > steps.length) noteUnknown('step', String(step), lesson);
  const known = step !== null && step <= steps.length;
  goTo(lesson, known ? step - 1 : progressIn(useLessons.getState().progress, lesson).step);
}

export function showList(): void {
  noteStep(null);
  useLessons.setState({ showing: { kind: 'list' }, folded: false });
}

/** Opens a step, counted from 0; one past the end is the report card. */
export function goTo(lesson: LessonId, step: number): void {
  const last = lessonOf(lesson).steps.length - 1;
  const index = Math.min(Math.max(0, step), last);
  changeLesson(lesson, { step: index });
  noteStep({ lesson, step: index + 1 });
  // The parts that the steps speak of are those of one run.
  turnTo('run');
  useLessons.setState({ showing: { kind: 'step', lesson } });
}

/** Goes on to the next step; one that is only read is done by that. After the last is the card. */
export function goOn(lesson: LessonId): void {
  const { steps } = lessonOf(lesson);
  const { step } = progressIn(useLessons.getState().progress, lesson);
  const at = steps[step];
  if (at?.done.is === 'read') markDone(lesson, at.id);
  if (step + 1 < steps.length) goTo(lesson, step + 1);
  else showCard(lesson);
}

export function goBack(lesson: LessonId): void {
  goTo(lesson, progressIn(useLessons.getState().progress, lesson).step - 1);
}

export function showCard(lesson: LessonId): void {
  useLessons.setState({ showing: { kind: 'card', lesson }, folded: false });
}

export function showRead(read: ReadCard): void {
  useLessons.setState({ showing: { kind: 'readCard', read }, folded: false });
}

/** Closes the panel. What was done is kept, so that the lesson goes on there. */
export function leave(): void {
  noteStep(null);
  closeLessons();
}

export function fold(folded: boolean): void {
  useLessons.setState({ folded });
}

export function markDone(lesson: LessonId, step: string): void {
  const { done } = progressIn(useLessons.getState().progress, lesson);
  if (!done.includes(step)) changeLesson(lesson, { done: [...done, step] });
}

/** Keeps the figures of what was seen at a step, in words. */
export function noteSeen(lesson: LessonId, step: string, figures: Readonly<Record<string, string>>): void {
  const { seen } = progressIn(useLessons.getState().progress, lesson);
  changeLesson(lesson, { seen: { ...seen, [step]: { ...figures } } });
}

/** Keeps a prediction, which may be changed until its outcome is known. */
export function predict(lesson: LessonId, step: string, said: Said): void {
  notePrediction(lesson, step, { said, was: null, right: null });
}

export function notePrediction(lesson: LessonId, step: string, kept: KeptPrediction): void {
  const { predictions } = progressIn(useLessons.getState().progress, lesson);
  changeLesson(lesson, { predictions: { ...predictions, [step]: kept } });
}

/** Keeps what became of a run of the lesson, once a run. */
export function noteRun(lesson: LessonId, run: KeptRun): void {
  const { runs } = progressIn(useLessons.getState().progress, lesson);
  const others = runs.filter(({ id }) => id !== run.id);
  if (runs.some((kept) => JSON.stringify(kept) === JSON.stringify(run))) return;
  changeLesson(lesson, { runs: [...others.slice(-48), run] });
}

/** Forgets a lesson, so that it begins anew. */
export function beginAnew(lesson: LessonId): void {
  changeLesson(lesson, { step: 0, done: [], predictions: {}, runs: [], seen: {} });
  goTo(lesson, 0);
}

export function keepBefore(before: Progress['before']): void {
  change({ ...useLessons.getState().progress, before });
}
