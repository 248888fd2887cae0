/** Ties the open step to the link in the address, and says what a link asked for in vain. */
import { useWorkbench } from '../store/store.ts';
import { lessonIds } from './lesson.ts';

/** Notes the step that is open, counted from 1, so that the address leads back to it. */
export function noteStep(at: { readonly lesson: string; readonly step: number } | null): void {
  useWorkbench.setState(({ viewPart }) => ({
    viewPart: { ...viewPart, lesson: at?.lesson ?? null, step: at?.step ?? null },
  }));
}

/** Says above the page that a link named a lesson or a step that there is not. */
export function noteUnknown(key: 'lesson' | 'step', text: string, lesson = ''): void {
  const message = {
    lesson: `lesson must be one of ${lessonIds.join(', ')} (got “${text}”); the list of lessons is open`,
    step: `the lesson ${lesson} has no step ${text}; it is opened where it was left, or at its beginning`,
  }[key];
  useWorkbench.setState(({ linkProblems }) => ({
    linkProblems: [...linkProblems.filter((problem) => problem.message !== message), { key, message }],
  }));
}
