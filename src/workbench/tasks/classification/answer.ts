/**
 * Reads the network's answer as it forms: potentials `[timeSteps × classes]` of the output layer
 * after each step.
 */
import type { ClassAnswer, Prediction } from '../../../runs/inspection/simulation.ts';

/**
 * Returns the class with the highest potential after step `step` (counted from 0); the first one of
 * equals.
 */
export function leaderAt(potentials: ArrayLike<number>, classes: number, step: number): number {
  let leader = 0;
  for (let c = 1; c < classes; c += 1) {
    if ((potentials[step * classes + c] ?? 0) > (potentials[step * classes + leader] ?? 0)) leader = c;
  }
  return leader;
}

/**
 * Returns the first step, counted from 1, from which the final winner leads for good; 0 without any
 * step.
 */
export function decidedAfter(potentials: ArrayLike<number>, classes: number): number {
  const steps = Math.floor(potentials.length / classes);
  if (steps === 0) return 0;
  const winner = leaderAt(potentials, classes, steps - 1);
  let first = steps;
  while (first > 1 && leaderAt(potentials, classes, first - 2) === winner) first -= 1;
  return first;
}

/** Returns the lowest and highest potential over all steps, zero included: lines start there. */
export function potentialRange(potentials: Float32Array): { readonly low: number; readonly high: number } {
  return potentials.reduce((r, v) => ({ low: Math.min(r.low, v), high: Math.max(r.high, v) }), {
    low: 0,
    high: 0,
  });
}

/** What is said of a network whose outputs are no numbers. */
export const noAnswerWords = 'The SNN gives no answer: its outputs are no numbers.';

/** Says in words whether the two networks agree, and whether the spiking one is right. */
export function verdict(answer: Pick<ClassAnswer, Named>): string {
  const nameOf = (c: Prediction) => (c === 'none' ? 'no class' : (answer.classNames[c] ?? String(c)));
  if (answer.snnPrediction === 'none') return noAnswerWords;
  const snn = nameOf(answer.snnPrediction);
  const label = answer.label === null ? null : nameOf(answer.label);
  const truth = label === null ? '' : `${article(label)} ${label}`;
  const end = label === null ? '.' : snn === label ? ', right.' : `, but it is ${truth}.`;
  if (answer.annPrediction === null) return `The SNN says ${snn}${end}`;
  if (answer.annPrediction === answer.snnPrediction) return `ANN and SNN agree: ${snn}${end}`;
  const differ = `They differ: ANN ${nameOf(answer.annPrediction)}, SNN ${snn}.`;
  return label === null ? differ : `${differ} It is ${truth}.`;
}

type Named = 'classNames' | 'label' | 'annPrediction' | 'snnPrediction';

/** Returns whether the spiking network names another class than the true one. */
export function isWrong({ label, snnPrediction }: Pick<ClassAnswer, 'label' | 'snnPrediction'>): boolean {
  return label !== null && snnPrediction !== label;
}

/** Returns “an” before names that begin with a vowel sound, as in “an 8” and “an owl”; else “a”. */
export function article(name: string): string {
  return /^(8|1[18]$|[aeio])/i.test(name) ? 'an' : 'a';
}

/** The most classes that are all shown. */
const mostClasses = 12;
/** If there are more, only so many of them are shown: the surest. */
const fewClasses = 10;

/**
 * Returns the classes that bars are drawn for, in their order: all, or the SNN's and ANN's surest.
 */
export function shownClasses({
  snnProbabilities,
  annPrediction,
}: Pick<ClassAnswer, 'snnProbabilities' | 'annPrediction'>): number[] {
  const all = Array.from(snnProbabilities, (_, c) => c);
  if (all.length <= mostClasses) return all;
  const surest = all
    .toSorted((a, b) => snnProbabilities[b]! - snnProbabilities[a]! || a - b)
    .slice(0, fewClasses);
  const missed = typeof annPrediction !== 'number' || surest.includes(annPrediction) ? [] : [annPrediction];
  return [...surest.slice(0, fewClasses - missed.length), ...missed].toSorted((a, b) => a - b);
}
