/** Cost of a network (design §4.9). */

export interface LayerCost {
  readonly name: string;
  /** Multiply-accumulates over connections that exist, per image. */
  readonly annMacs: number;
  /** Accumulates caused by the spikes that arrive here, per image over the window; 0 for the first layer. */
  readonly snnAccumulates: number;
}

export interface NetworkCost {
  readonly annMacs: number;
  /** Accumulates of layers 2…L per image. */
  readonly snnAccumulates: number;
  /** Multiply-accumulates of the first layer's analog input, per image. */
  readonly inputMacs: number;
  /** snnAccumulates / annMacs. */
  readonly ratio: number;
  /** (14 · inputMacs + snnAccumulates) / (14 · annMacs). */
  readonly energyRatio: number;
  readonly images: number;
  readonly layers: readonly LayerCost[];
  /** The formulas, in words, to stand beside the numbers. */
  readonly formula: string;
}
