/** Holds a prediction against what happened. */
import { figure } from '../shared/format.ts';
import type { Facts } from './facts.ts';
import { figureOf } from './figures.ts';
import type { Option, Predict } from './lesson.ts';

/** What was said: a number in the prediction's unit, or the id of an option. */
export type Said = number | string;

export interface Outcome {
  /** What happened, in words. */
  readonly words: string;
  /** Whether the prediction was right; null where there is no right one. */
  readonly right: boolean | null;
  /** How far a number was off, in its unit; null for a choice. */
  readonly off: number | null;
}

/** Returns what was said, in words. */
export function saidWords(predict: Predict, said: Said): string {
  if (predict.kind === 'number') return `${said} ${predict.unit}`.trim();
  return predict.options.find(({ id }) => id === said)?.words ?? String(said);
}

function isWithin(
  { from = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY }: Option,
  value: number,
) {
  return value >= from && value < below;
}

/** Returns the outcome of a prediction; null while it is not known yet. */
export function outcomeOf(predict: Predict, said: Said, facts: Facts): Outcome | null {
  if (predict.kind === 'number') {
    const found = figureOf(predict.figure, facts);
    if (!found || typeof said !== 'number') return null;
    const off = said - found.value;
    return { words: found.words, right: Math.abs(off) <= predict.step, off };
  }
  if (predict.answer !== null) {
    const right = predict.options.find(({ id }) => id === predict.answer);
    return right ? { words: right.words, right: said === predict.answer, off: null } : null;
  }
  if (!predict.figure) return { words: '', right: null, off: null };
  const found = figureOf(predict.figure, facts);
  const right = found && predict.options.find((option) => isWithin(option, found.value));
  return found && right ? { words: found.words, right: said === right.id, off: null } : null;
}

/** Says how far a number was off: `12 too high`. */
export function offWords(predict: Predict, { off, right }: Outcome): string {
  if (right) return 'You had it.';
  if (off === null || predict.kind !== 'number') return 'Not what happened.';
  return `${figure(Math.abs(off))} too ${off > 0 ? 'high' : 'low'}.`;
}
