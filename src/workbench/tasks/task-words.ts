/** The page's words for a kind of answer: each kind has one set of these. */
import type { Metric } from '../../tasks/metric.ts';

export interface UntunedFacts {
  readonly timeSteps: number;
  /** Lead scores of the network just converted and of the ANN. */
  readonly score: number;
  readonly annScore: number;
  /** Examples that they were measured on. */
  readonly examples: number;
  /** Score after fine-tuning at this window, or null if it is not known. */
  readonly tuned: number | null;
  /** Number of classes of the data set. */
  readonly classes: number;
}

export interface TaskWords {
  /** The question that a diagnosis of the layers answers. */
  readonly diagnosis: string;
  /** Says in one sentence what an untuned conversion shows. */
  untuned(facts: UntunedFacts, metric: Metric): string;
  /**
   * Figures of the paper that draw a quantity against an axis, by names such as `timeSteps score`.
   */
  readonly figures: Readonly<Partial<Record<string, string>>>;
  /** Says what a score was measured on: “285 of 300 validation images”. */
  measured(score: number, examples: number): string;
}

/** Returns “1 time step” or “8 time steps”. */
export function steps(count: number): string {
  return `${count} time ${count === 1 ? 'step' : 'steps'}`;
}
