/** What a kind of answer looks like on the page: each kind has one of these. */
import type { ComponentType, ReactNode } from 'react';
import type { SampleAnswer, SampleInspection } from '../../runs/inspection/simulation.ts';
import type { Metric } from '../../tasks/metric.ts';

/** An example looked into, with an answer of one kind. */
export type InspectionWith<A extends SampleAnswer> = SampleInspection & { readonly answer: A };

export interface AnswerProps<A extends SampleAnswer> {
  /** Null until there is an answer, and where there is none. */
  readonly inspection: InspectionWith<A> | null;
  /** The lead metric of the task. */
  readonly metric: Metric;
  /** Of the data set, for the place of an image that is still to come. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** In place of a test image: the pad that the visitor draws on. */
  readonly pad: ReactNode | null;
  /** Steps through the test images; null where there are none to step through. */
  readonly browser: ReactNode | null;
  /** What stands in the place of an answer that is still to come. */
  readonly waiting: ReactNode;
}

export interface StepsProps<A extends SampleAnswer> {
  readonly inspection: InspectionWith<A>;
  readonly metric: Metric;
}

export interface InsideProps<A extends SampleAnswer> {
  readonly inspection: InspectionWith<A>;
}

export interface AnswerWords {
  readonly words: string;
  /** The answer is wrong, which is more than being worse than the ANN's. */
  readonly wrong: boolean;
}

/** How the page looks for a test image that is worth a look. */
export type ExampleSearch<A extends SampleAnswer> =
  | {
      /** Ends at the next image that is wanted. */
      readonly kind: 'next';
      readonly label: string;
      wanted(answer: A): boolean;
      /** What there is to say when none was. */
      none(looked: number): string;
    }
  | {
      /** Looks at the next hundred images, and ends at the one with the highest rank. */
      readonly kind: 'most';
      readonly label: string;
      rank(answer: A, metric: Metric): number;
      /** What the image found is. */
      found(looked: number): string;
    };

export interface TaskViews<A extends SampleAnswer> {
  /** The image and what both networks answer. */
  readonly Answer: ComponentType<AnswerProps<A>>;
  /** What the task shows of the network's inside, between the answer and the spikes. */
  readonly Inside: ComponentType<InsideProps<A>> | null;
  /** The answer as it forms over the time steps. */
  readonly Steps: ComponentType<StepsProps<A>>;
  /** What a visitor may do with the empty pad; `noun` is what one draws. */
  drawHint(noun: string): string;
  verdict(answer: A, metric: Metric): AnswerWords;
  readonly search: ExampleSearch<A>;
}
