/**
 * How far a person is in the lessons, kept in this browser. Where the browser refuses to keep it,
 * the lessons work all the same and begin anew the next time.
 */
import { z } from '../../networks/zod.ts';
import { askNow } from '../shared/services/service.ts';
import { type LessonId, lessonIds } from './lesson.ts';

const key = 'spikewise-lessons';

const keptPrediction = z.object({
  said: z.union([z.number(), z.string().max(60)]),
  /** What happened, in words, and whether that was right; null until it is known. */
  was: z.string().max(200).nullable(),
  right: z.boolean().nullable(),
});

const keptRun = z.object({
  id: z.string().max(100),
  name: z.string().max(300),
  link: z.string().max(5000),
  status: z.string().max(20),
  ann: z.string().max(40).nullable(),
  snn: z.string().max(40).nullable(),
});

const lessonProgress = z.object({
  step: z.int().min(0).max(98),
  done: z.array(z.string().max(60)).max(99),
  predictions: z.record(z.string().max(60), keptPrediction),
  runs: z.array(keptRun).max(50),
  /** The figures of what was seen when a step was done, in words, by step and name. */
  seen: z.record(z.string().max(60), z.record(z.string().max(60), z.string().max(60))).default({}),
});

const progressSchema = z.object({
  version: z.literal(1),
  lessons: z.partialRecord(z.enum(lessonIds), lessonProgress),
  /** The link of the settings before the first set-up, and the run on screen then. */
  before: z.object({ link: z.string().max(5000), run: z.string().max(100).nullable() }).nullable(),
});

export type KeptPrediction = z.infer<typeof keptPrediction>;
export type KeptRun = z.infer<typeof keptRun>;
export type LessonProgress = z.infer<typeof lessonProgress>;
export type Progress = z.infer<typeof progressSchema>;

export const nothingYet: Progress = { version: 1, lessons: {}, before: null };

export const atBeginning: LessonProgress = { step: 0, done: [], predictions: {}, runs: [], seen: {} };

/** Returns a lesson's progress; that of the beginning where there is none. */
export function progressIn({ lessons }: Progress, id: LessonId): LessonProgress {
  return lessons[id] ?? atBeginning;
}

/** Reads what was kept; what cannot be read counts as nothing. */
export function parseProgress(text: string | null): Progress {
  if (text === null) return nothingYet;
  try {
    const read = progressSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : nothingYet;
  } catch {
    return nothingYet;
  }
}

export function readProgress(): Progress {
  return parseProgress(askNow('preferences', () => localStorage.getItem(key)));
}

export function keepProgress(progress: Progress): void {
  askNow('preferences', () => localStorage.setItem(key, JSON.stringify(progress)));
}
