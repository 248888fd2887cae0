/** A tensor that a Keras layer has. */
export interface WeightPart {
  /** The name in Keras, as `kernel` or `moving_mean`. */
  readonly part: string;
  readonly shape: readonly number[];
}
