/** Watches one step: whether it is done, what is seen then, and what became of its prediction. */
import { useEffect, useMemo, useRef } from 'react';
import { computedLink } from '../../../runs/link/as-computed.ts';
import type { RunRecord } from '../../../runs/records/record.ts';
import { askFigure } from '../../neuron/last-figure.ts';
import { percent } from '../../shared/format.ts';
import { asksToDo, isDone } from '../done.ts';
import { type Facts, useFacts } from '../facts.ts';
import { figureOf } from '../figures.ts';
import type { LessonId, Step } from '../lesson.ts';
import { outcomeOf } from '../predictions.ts';
import type { KeptPrediction, KeptRun } from '../progress.ts';
import { openParts } from '../set-up.ts';
import { isOwnRun, isSetUp } from '../settings-of.ts';
import { lessonOf, markDone, notePrediction, noteRun, noteSeen, useLessons } from '../state.ts';
import { figuresIn } from '../text.ts';

/** Milliseconds for which the figure of one neuron has to rest. */
const rest = 500;

/** Returns the words of a figure; null while it is not known. */
export type WordsOf = (figure: string) => string | null;

export interface WatchedStep {
  readonly step: Step;
  readonly index: number;
  readonly facts: Facts;
  readonly done: boolean;
  readonly prediction: KeptPrediction | null;
  /** Whether the page stands as the step needs it. */
  readonly setUp: boolean;
  /** The figures of the step's texts, of the page as it stands. */
  readonly live: WordsOf;
  /** Those of what is seen: as they were when the step was done, or are now while it holds. */
  readonly seen: WordsOf;
}

export function useStep(id: LessonId): WatchedStep {
  const { steps } = lessonOf(id);
  const progress = useLessons((state) => state.progress.lessons[id]);
  const index = Math.min(progress?.step ?? 0, steps.length - 1);
  const step = steps[index]!;
  const facts = useFacts();
  const done = progress?.done.includes(step.id) ?? false;
  const prediction = progress?.predictions[step.id] ?? null;
  const stands = isSetUp(step, facts);
  const holds = isDone(step, facts, { predicted: prediction !== null, passed: done });
  // What held before the step was opened was not done for it.
  const begun = useRef({ step, undone: done || !asksToDo(step.done) });
  if (begun.current.step !== step) begun.current = { step, undone: done || !asksToDo(step.done) };
  if (!holds) begun.current.undone = true;
  const { undone } = begun.current;
  const ready = holds && undone && (step.predict === undefined || prediction !== null);

  useEffect(() => {
    if (!ready) return;
    // A slider that only passes the value on its way has not been set to it.
    const timer = setTimeout(() => markDone(id, step.id), step.done.is === 'neuron' ? rest : 0);
    return () => clearTimeout(timer);
  }, [ready, id, step]);

  // What a step speaks of is brought to the front once the page stands as it needs it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step that gets done opens nothing more
  useEffect(() => {
    if (stands) openParts(step, done);
    if (step.neuron && !done) askFigure(step.neuron);
  }, [stands, step]);

  const holdsHere = stands && (holds || step.done.is === 'read');
  const current = useMemo(() => (holdsHere ? wordsNow(step, facts) : null), [holdsHere, step, facts]);
  const kept = progress?.seen[step.id] ?? null;
  useEffect(() => {
    if (done && current && JSON.stringify(current) !== JSON.stringify(kept)) noteSeen(id, step.id, current);
  }, [done, current, kept, id, step]);

  // What happened is held against the prediction once the step is done.
  const known = done && (holdsHere || !step.predict?.figure);
  const outcome =
    step.predict && prediction && known ? outcomeOf(step.predict, prediction.said, facts) : null;
  useEffect(() => {
    if (!prediction || !outcome || prediction.was !== null) return;
    notePrediction(id, step.id, { ...prediction, was: outcome.words, right: outcome.right });
  }, [id, step, prediction, outcome]);

  const { shown } = facts;
  useEffect(() => {
    if (shown?.report && isOwnRun(step, shown.spec)) noteRun(id, keptRun(shown));
  }, [id, step, shown]);

  const seen = current ?? kept;
  return {
    step,
    index,
    facts,
    done,
    prediction,
    setUp: stands && undone,
    live: (figure) => (stands ? (figureOf(figure, facts)?.words ?? null) : null),
    seen: (figure) => seen?.[figure] ?? null,
  };
}

/** Returns the figures of what a step shows, all of one moment; null until all are known. */
function wordsNow({ see = [] }: Step, facts: Facts): Readonly<Record<string, string>> | null {
  const words: Record<string, string> = {};
  for (const name of see.flatMap(figuresIn)) {
    const found = figureOf(name, facts);
    if (!found) return null;
    words[name] = found.words;
  }
  return words;
}

function keptRun({ id, name, status, ann, report }: RunRecord): KeptRun {
  const score = (share: number | undefined, count?: number) =>
    share === undefined ? null : percent(share, count);
  return {
    id,
    name,
    link: (report && computedLink(report)) ?? '',
    status,
    ann: score(ann?.test.accuracy, ann?.testCount),
    snn: score(report?.snn?.test.accuracy, report?.snn?.testCount),
  };
}
