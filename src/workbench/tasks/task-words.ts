/** What the page says of a kind of answer: each kind has one of these. */
import type { Metric } from '../../tasks/metric.ts';

export interface UntunedFacts {
  readonly timeSteps: number;
  /** Lead scores of the network just converted and of the ANN. */
  readonly score: number;
  readonly annScore: number;
  /** That they were measured on. */
  readonly examples: number;
  /** Score after fine-tuning at this window, where it is known. */
  readonly tuned: number | null;
  /** Classes of the data set. */
  readonly classes: number;
}

export interface TaskWords {
  /** The question that a diagnosis of the layers answers. */
  readonly diagnosis: string;
  /** What an untuned conversion shows, in one sentence. */
  untuned(facts: UntunedFacts, metric: Metric): string;
  /** Figures of the paper that draw a quantity against an axis: `timeSteps score`. */
  readonly figures: Readonly<Partial<Record<string, string>>>;
  /** What a score was measured on: “285 of 300 validation images”. */
  measured(score: number, examples: number): string;
}

/** Returns “1 time step” or “8 time steps”. */
export function steps(count: number): string {
  return `${count} time ${count === 1 ? 'step' : 'steps'}`;
}
