/** Makes the report card of a lesson from what is kept of it. */
import { engineRevision } from '../../../engine/revision.ts';
import type { Lesson } from '../lesson.ts';
import { saidWords } from '../predictions.ts';
import type { LessonProgress } from '../progress.ts';
import type { ReportCard } from './report-card.ts';

export function makeCard(lesson: Lesson, progress: LessonProgress, name: string, madeAt: string): ReportCard {
  return {
    kind: 'spikewise report card',
    version: 1,
    lesson: lesson.id,
    title: lesson.title,
    name,
    madeAt,
    engine: engineRevision,
    steps: lesson.steps.map(({ id, title, predict }) => {
      const kept = progress.predictions[id];
      return {
        title,
        done: progress.done.includes(id),
        prediction:
          predict && kept
            ? { asked: predict.ask, said: saidWords(predict, kept.said), was: kept.was, right: kept.right }
            : null,
      };
    }),
    runs: progress.runs.map(({ id: _, ...run }) => run),
  };
}
