/** The film of an answer: the network's output after each time step, or after some of very many. */
import type { ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import { gainOver, type Metric } from '../../../tasks/metric.ts';
import { errorMap, errorTop } from './errors.ts';

export interface Frame {
  /** From 1. */
  readonly step: number;
  readonly values: Float32Array;
  /** The lead score of these values. */
  readonly score: number;
}

/** More frames than this say no more. */
const mostFrames = 32;

/**
 * Returns the steps that have a frame: all, or as many as fit of more, close together at the start,
 * where an answer changes most. First and last are among them.
 */
export function filmSteps(timeSteps: number, most = mostFrames): number[] {
  if (timeSteps <= most) return Array.from({ length: timeSteps }, (_, t) => t + 1);
  const steps: number[] = [];
  for (let i = 0; i < most; i += 1) {
    // Equal factors from 1 to the last, but at least one step on, and room for those to come.
    const wanted = Math.round(timeSteps ** (i / (most - 1)));
    const least = (steps.at(-1) ?? 0) + 1;
    steps.push(Math.min(Math.max(wanted, least), timeSteps - (most - 1 - i)));
  }
  return steps;
}

/**
 * Returns the frames of a film of `overTime`, `[timeSteps × size]`, time leading, over the steps
 * whose scores these are, `most` at most.
 */
export function filmOf(
  overTime: Float32Array,
  size: number,
  scores: readonly number[],
  most = mostFrames,
): Frame[] {
  return filmSteps(scores.length, most).map((step) => ({
    step,
    values: overTime.subarray((step - 1) * size, step * size),
    score: scores[step - 1]!,
  }));
}

/**
 * Returns where the scale of the error maps of an answer ends: one for both networks and every
 * frame of the film, so that the same red means the same error all over the panel.
 */
export function answerTop({
  target,
  ann,
  snn,
  overTime,
  scoresOverTime,
  shape,
}: Pick<ValuesAnswer, 'target' | 'ann' | 'snn' | 'overTime' | 'scoresOverTime' | 'shape'>): number {
  const frames = filmOf(overTime, target.length, scoresOverTime).map(({ values }) => values);
  const outputs = [snn, ...(ann ? [ann] : []), ...frames];
  return errorTop(...outputs.map((output) => errorMap(output, target, shape[2])));
}

/**
 * Returns the first step from which no score is worse than the last one by more than a tenth of it:
 * when nothing much happens any more. Null without steps.
 */
export function settledAfter(scores: readonly number[], metric: Pick<Metric, 'better'>): number | null {
  const last = scores.at(-1);
  if (last === undefined) return null;
  let first = scores.length;
  while (first > 1 && gainOver(metric, last, scores[first - 2]!) <= 0.1 * Math.abs(last)) first -= 1;
  return first;
}

/** Returns the step with the best score, the first of equals; null without steps. */
export function bestStep(scores: readonly number[], metric: Pick<Metric, 'better'>): number | null {
  if (scores.length === 0) return null;
  const best = scores.reduce((at, score, i) => (gainOver(metric, score, scores[at]!) > 0 ? i : at), 0);
  return best + 1;
}
