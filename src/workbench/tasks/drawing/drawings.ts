/** The data sets whose inputs can be drawn on the page, and how ink becomes one of them. */
import { type Ink, toMnist } from './ink.ts';

export interface Drawing {
  /** The thing that one draws: “digit”. */
  readonly noun: string;
  /** Turns ink into an input like those of the data set; null when nothing is drawn. */
  toInput(ink: Ink): Float32Array | null;
}

const drawings: ReadonlyMap<string, Drawing> = new Map([['mnist', { noun: 'digit', toInput: toMnist }]]);

/** Returns how the inputs of a data set are drawn, or null when they cannot be. */
export function drawingOf(dataset: string): Drawing | null {
  return drawings.get(dataset) ?? null;
}
