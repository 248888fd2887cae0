/**
 * Computes what the page shows of one layer: its activations, its spike counts, and how well the
 * counts represent the activations.
 */
import { accumulates } from '../../networks/cost.ts';
import type { Layer } from '../../networks/layer.ts';
import { percentilesOf } from '../hybrid/layer-percentiles.ts';
import type { LayerThreshold, LayerValuesOf } from '../hybrid/threshold-layer-norm.ts';
import type { LossChain } from './loss-chain.ts';

export interface Histogram {
  /**
   * Left edge of the first bin and width of each, in activation units. Zeros are not binned: see
   * `zeros`.
   */
  readonly start: number;
  readonly width: number;
  readonly counts: readonly number[];
  readonly zeros: number;
  readonly total: number;
}

/**
 * Diagnostics of one layer, measured on the calibration images with the coupled layer's current
 * weights.
 */
export interface LayerDiagnostics {
  readonly images: number;
  readonly histogram: Histogram;
  readonly percentiles: { readonly p99: number; readonly p999: number; readonly max: number };
  readonly upperBound: readonly number[];
  readonly threshold: readonly number[];
  /**
   * Pairs for the activation-versus-count plot: at most 2,000, evenly taken among those not both
   * zero. Both arrays have the same length.
   */
  readonly activations: Float32Array;
  readonly counts: Float32Array;
  /**
   * Pearson correlation of activation and count over all neurons and images; 0 when either never
   * varies.
   */
  readonly correlation: number;
  /** Mean spikes per neuron and time step, 0…1. */
  readonly firingRate: number;
  /** Shares of neurons × images without any spike, and with a spike in every step. */
  readonly silentFraction: number;
  readonly saturatedFraction: number;
  /** Accumulates caused in the next layer by this layer's spikes, per image. */
  readonly synapticOperations: number;
  /**
   * The loss of accuracy by its causes (loss-chain.ts). Runs stored by earlier engines have none.
   */
  readonly chain?: LossChain;
}

const bins = 60;
const mostPairs = 2000;

export function histogramOf(values: Float32Array, max: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  const width = max > 0 ? max / bins : 1;
  let zeros = 0;
  for (const value of values) {
    if (value <= 0) zeros++;
    else counts[Math.min(bins - 1, Math.floor(value / width))]!++;
  }
  return { start: 0, width, counts, zeros, total: values.length };
}

export async function diagnose(
  activations: LayerValuesOf,
  counts: LayerValuesOf,
  { upperBound, threshold }: LayerThreshold,
  timeSteps: number,
  next: Layer,
): Promise<LayerDiagnostics> {
  const [[p99, p999, max]] = (await percentilesOf(activations, [99, 99.9, 100], 'layer')) as [
    [number, number, number],
  ];
  const total = counts.values.length;
  const perImage = total / counts.images;
  const sums = new Float64Array(perImage);
  let spikes = 0;
  let silent = 0;
  let saturated = 0;
  for (let i = 0; i < total; i++) {
    const count = counts.values[i]!;
    spikes += count;
    sums[i % perImage]! += count;
    if (count === 0) silent++;
    else if (count === timeSteps) saturated++;
  }
  return {
    images: activations.images,
    histogram: histogramOf(activations.values, max),
    percentiles: { p99, p999, max },
    upperBound: [...upperBound],
    threshold: [...threshold],
    ...pairs(activations.values, counts.values),
    correlation: correlation(activations.values, counts.values),
    firingRate: spikes / total / timeSteps,
    silentFraction: silent / total,
    saturatedFraction: saturated / total,
    synapticOperations: accumulates(next, sums) / counts.images,
  };
}

/** Returns evenly taken pairs among those where the neuron or its activation is not zero. */
function pairs(a: Float32Array, c: Float32Array): { activations: Float32Array; counts: Float32Array } {
  let live = 0;
  for (let i = 0; i < a.length; i++) if (a[i]! > 0 || c[i]! > 0) live++;
  const stride = Math.max(1, live / mostPairs);
  const activations: number[] = [];
  const counts: number[] = [];
  let seen = 0;
  let wanted = 0;
  for (let i = 0; i < a.length && activations.length < mostPairs; i++) {
    if (!(a[i]! > 0 || c[i]! > 0)) continue;
    if (seen++ >= wanted) {
      activations.push(a[i]!);
      counts.push(c[i]!);
      wanted += stride;
    }
  }
  return { activations: Float32Array.from(activations), counts: Float32Array.from(counts) };
}

/** Returns Pearson's r, in double precision; 0 when either side is constant. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < n; i++) {
    sumA += a[i]!;
    sumB += b[i]!;
  }
  const meanA = sumA / n;
  const meanB = sumB / n;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    const da = a[i]! - meanA;
    const db = b[i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
