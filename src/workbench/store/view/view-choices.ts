/** What is chosen to be shown of an experiment, of what a link can carry. */
import type { ProgressTab } from '../../../runs/link/view-part.ts';
import type { Ink } from '../../tasks/drawing/ink.ts';

/** The example in the panel of one image. */
export interface ChosenSample {
  readonly mode: 'test' | 'draw';
  /** Index of the test image. */
  readonly index: number;
  readonly drawing: DrawnSample | null;
}

/** What was drawn, and the network's input made of it. */
export interface DrawnSample {
  readonly ink: Ink;
  readonly pixels: Float32Array;
}

/** A tab of the card with the chart. It holds for one run; without a name for any. */
export interface ChosenProgressTab {
  /** Id of the run, null for no run; undefined where a link chose the tab. */
  readonly run: string | null | undefined;
  readonly tab: ProgressTab;
}
