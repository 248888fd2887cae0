/** The views of a kind of answer on the page: each kind has one set of these. */
import type { ComponentType, ReactNode } from 'react';
import type { Answer, SampleAnswer, SampleInspection } from '../../runs/inspection/simulation.ts';
import type { Metric } from '../../tasks/metric.ts';

/** The inspection of an example, with an answer of one kind. */
export type InspectionWith<A extends SampleAnswer> = SampleInspection & { readonly answer: A };

export interface AnswerProps<A extends SampleAnswer> {
  /** The inspection; null until there is an answer, or when there is none. */
  readonly inspection: InspectionWith<A> | null;
  /** The lead metric of the task. */
  readonly metric: Metric;
  /** Shape of the data set's examples, for the place of an image that is still to come. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** The pad that the visitor draws on, in place of a test image; else null. */
  readonly pad: ReactNode | null;
  /** Buttons that step through the test images; null when there are none to step through. */
  readonly browser: ReactNode | null;
  /** Replaces an answer that is still to come. */
  readonly waiting: ReactNode;
}

export interface StepsProps<A extends SampleAnswer> {
  readonly inspection: InspectionWith<A>;
  readonly metric: Metric;
}

/**
 * Asks for the answer to the example inspected last with other spike counts in a layer. Null where
 * nobody wants it any more.
 */
export type Decode = (layer: string, counts: Float32Array) => Promise<Answer<SampleAnswer> | null>;

export interface InsideProps<A extends SampleAnswer> {
  readonly inspection: InspectionWith<A>;
  readonly metric: Metric;
  readonly decode: Decode;
  /** Looks into the example again, after a failure. */
  readonly onRetry: () => void;
}

/** Asks for the answer to a test example. Null where nobody wants it any more. */
export type Inspect<A extends SampleAnswer> = (
  index: number,
  signal: AbortSignal,
) => Promise<Answer<A> | null>;

/**
 * Asks for the answer to a recording `[samples]`, mixed with the first talker of the test mixture
 * `over`.
 */
export type InspectOwn<A extends SampleAnswer> = (
  recording: Float32Array,
  over: number,
  signal: AbortSignal,
) => Promise<Answer<A> | null>;

export interface ExamplesProps<A extends SampleAnswer> {
  /** The example on screen. */
  readonly inspection: InspectionWith<A>;
  /** Place of the example on screen among `size` test examples. */
  readonly index: number;
  readonly size: number;
  /** The same function while the network is the same. */
  readonly inspect: Inspect<A>;
  readonly inspectOwn: InspectOwn<A>;
  /** Shows another example. */
  readonly onOpen: (index: number) => void;
  /** Looks into the example on screen again: others may have been inspected since. */
  readonly onDone: () => void;
}

export interface AnswerWords {
  readonly words: string;
  /** True if the answer is wrong, which is more than being worse than the ANN's. */
  readonly wrong: boolean;
}

/** The way in which the page searches for a test image that is worth a look. */
export type ExampleSearch<A extends SampleAnswer> =
  | {
      /** Ends at the next image that is wanted. */
      readonly kind: 'next';
      readonly label: string;
      wanted(answer: A): boolean;
      /** Returns a sentence for a search that found none. */
      none(looked: number): string;
    }
  | {
      /** Looks at the next hundred images, and ends at the one with the highest rank. */
      readonly kind: 'most';
      readonly label: string;
      rank(answer: A, metric: Metric): number;
      /** Returns a sentence that describes the image found. */
      found(looked: number): string;
    };

export interface TaskViews<A extends SampleAnswer> {
  /** Shows the image and the answers of both networks. */
  readonly Answer: ComponentType<AnswerProps<A>>;
  /**
   * Shows the task's view into the network, between the answer and the spikes; null without one.
   */
  readonly Inside: ComponentType<InsideProps<A>> | null;
  /** Shows the answer as it forms over the time steps. */
  readonly Steps: ComponentType<StepsProps<A>>;
  /** Shows many test examples side by side; null without such a view. */
  readonly Examples: ComponentType<ExamplesProps<A>> | null;
  /** Says what a visitor may do with the empty pad; `noun` is the thing that one draws. */
  drawHint(noun: string): string;
  verdict(answer: A, metric: Metric): AnswerWords;
  readonly search: ExampleSearch<A>;
}
