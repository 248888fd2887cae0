/** Watches one step: whether it is done, and what became of its prediction and its run. */
import { useEffect, useRef } from 'react';
import { computedLink } from '../../../runs/link/as-computed.ts';
import type { RunRecord } from '../../../runs/records/record.ts';
import { percent } from '../../shared/format.ts';
import { isDone } from '../done.ts';
import { type Facts, useFacts } from '../facts.ts';
import type { LessonId, Step } from '../lesson.ts';
import { outcomeOf } from '../predictions.ts';
import type { KeptPrediction, KeptRun } from '../progress.ts';
import { openParts } from '../set-up.ts';
import { isOwnRun, isSetUp } from '../settings-of.ts';
import { lessonOf, markDone, notePrediction, noteRun, useLessons } from '../state.ts';

export interface WatchedStep {
  readonly step: Step;
  readonly index: number;
  readonly facts: Facts;
  readonly done: boolean;
  readonly prediction: KeptPrediction | null;
  /** Whether the page stands as the step needs it. */
  readonly setUp: boolean;
}

export function useStep(id: LessonId): WatchedStep {
  const { steps } = lessonOf(id);
  const progress = useLessons((state) => state.progress.lessons[id]);
  const index = Math.min(progress?.step ?? 0, steps.length - 1);
  const step = steps[index]!;
  const facts = useFacts();
  const done = progress?.done.includes(step.id) ?? false;
  const prediction = progress?.predictions[step.id] ?? null;
  const setUp = isSetUp(step, facts);
  const begun = useRef({ step, neuron: facts.neuron });
  if (begun.current.step !== step || begun.current.neuron === null)
    begun.current = { step, neuron: facts.neuron };
  const moved = facts.neuron !== begun.current.neuron;
  const holds = isDone(step, facts, { predicted: prediction !== null, passed: done, moved });
  const ready = holds && (step.predict === undefined || prediction !== null);

  useEffect(() => {
    if (ready) markDone(id, step.id);
  }, [ready, id, step]);

  // What a step speaks of is brought to the front once the page stands as it needs it.
  useEffect(() => {
    if (setUp) openParts(step);
  }, [setUp, step]);

  // What happened is held against the prediction once the step is done.
  const outcome = step.predict && prediction && done ? outcomeOf(step.predict, prediction.said, facts) : null;
  useEffect(() => {
    if (!prediction || !outcome || prediction.was !== null) return;
    notePrediction(id, step.id, { ...prediction, was: outcome.words, right: outcome.right });
  }, [id, step, prediction, outcome]);

  const { shown } = facts;
  useEffect(() => {
    if (shown?.report && isOwnRun(step, shown.spec)) noteRun(id, keptRun(shown));
  }, [id, step, shown]);

  return { step, index, facts, done, prediction, setUp };
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
