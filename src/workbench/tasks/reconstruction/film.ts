/** The film of an answer: the network's output after each time step, or after some of very many. */
import { errorMap, errorTop, meanSquaredError } from './errors.ts';

export interface Frame {
  /** From 1. */
  readonly step: number;
  readonly values: Float32Array;
  readonly error: number;
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

/** Returns the error after every step of `overTime`, `[timeSteps × size]`, time leading. */
export function stepErrors(overTime: Float32Array, target: Float32Array): number[] {
  const size = Math.max(1, target.length);
  return Array.from({ length: Math.floor(overTime.length / size) }, (_, t) =>
    meanSquaredError(overTime.subarray(t * size, (t + 1) * size), target),
  );
}

/** Returns the frames of a film over the steps whose errors these are, `most` at most. */
export function filmOf(
  overTime: Float32Array,
  size: number,
  errors: readonly number[],
  most = mostFrames,
): Frame[] {
  return filmSteps(errors.length, most).map((step) => ({
    step,
    values: overTime.subarray((step - 1) * size, step * size),
    error: errors[step - 1]!,
  }));
}

/** Returns where the scale of the error maps of all frames ends, so that they can be compared. */
export function filmTop(frames: readonly Frame[], target: Float32Array, channels: number): number {
  return errorTop(...frames.map(({ values }) => errorMap(values, target, channels)));
}

/**
 * Returns the first step from which the error stays within a tenth of the last one's: when nothing
 * much happens any more. Null without steps.
 */
export function settledAfter(errors: readonly number[]): number | null {
  const last = errors.at(-1);
  if (last === undefined) return null;
  let first = errors.length;
  while (first > 1 && errors[first - 2]! <= 1.1 * last) first -= 1;
  return first;
}
