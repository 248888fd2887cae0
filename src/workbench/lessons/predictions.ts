/** Holds a prediction against what happened. */
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

/** Returns words without their full stop, to stand within a sentence. */
export function withoutStop(words: string): string {
  return words.replace(/\.$/, '');
}

/** Returns the outcome of a prediction; null while it is not known yet. */
export function outcomeOf(predict: Predict, said: Said, facts: Facts): Outcome | null {
  if (predict.kind === 'number') {
    const found = figureOf(predict.figure, facts);
    if (!found || typeof said !== 'number') return null;
    return { words: found.words, right: Math.abs(said - found.value) <= (predict.exact ? 0 : predict.step) };
  }
  if (predict.answer !== null) {
    const right = predict.options.find(({ id }) => id === predict.answer);
    return right ? { words: right.words, right: said === predict.answer } : null;
  }
  if (!predict.figure) return { words: '', right: null };
  const found = figureOf(predict.figure, facts);
  const right = found && predict.options.find((option) => isWithin(option, found.value));
  if (!found || !right) return null;
  if (said === right.id) return { words: found.words, right: true };
  return { words: `${found.words}: ${withoutStop(right.words)}`, right: false };
}
