/** What the page shows of one layer: its activations, its spike counts, and how well the second stand for the first. */

export interface Histogram {
  /** Left edge of the first bin and width of each, in activation units. Zeros are not binned: see `zeros`. */
  readonly start: number;
  readonly width: number;
  readonly counts: readonly number[];
  readonly zeros: number;
  readonly total: number;
}

/** Measured on the calibration images with the coupled layer's current weights. */
export interface LayerDiagnostics {
  readonly images: number;
  readonly histogram: Histogram;
  readonly percentiles: { readonly p99: number; readonly p999: number; readonly max: number };
  readonly upperBound: readonly number[];
  readonly threshold: readonly number[];
  /** Pairs for the activation-versus-count plot: at most 2,000, zeros of both thinned out. Same length. */
  readonly activations: Float32Array;
  readonly counts: Float32Array;
  /** Pearson correlation of activation and count over all neurons and images. */
  readonly correlation: number;
  /** Mean spikes per neuron and time step, 0…1. */
  readonly firingRate: number;
  /** Share of neurons × images with no spike at all, and with a spike in every step. */
  readonly silentFraction: number;
  readonly saturatedFraction: number;
  /** Accumulates caused in the next layer by this layer's spikes, per image (docs/method.md, cost). */
  readonly synapticOperations: number;
}
