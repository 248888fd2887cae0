/**
 * Computes what the page shows of one layer: its activations, its spike counts, and how well the
 * counts represent the activations.
 */
import { accumulates, goingOn } from '../../networks/cost.ts';
import { choosingSteps, type Layer, onwardSize } from '../../networks/layer.ts';
import { percentilesOf } from '../hybrid/layer-percentiles.ts';
import type { LayerThreshold } from '../hybrid/threshold-layer-norm.ts';
import { eachBlock, type LayerValuesOf } from '../hybrid/value-blocks.ts';
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

/** Counts values by bins; `max` is their largest. */
interface Binning {
  add(values: Float32Array): void;
  histogram(): Histogram;
}

function createBinning(max: number): Binning {
  const counts = new Array<number>(bins).fill(0);
  const width = max > 0 ? max / bins : 1;
  let zeros = 0;
  let total = 0;
  return {
    add: (values) => {
      total += values.length;
      for (const value of values) {
        if (value <= 0) zeros++;
        else counts[Math.min(bins - 1, Math.floor(value / width))]!++;
      }
    },
    histogram: () => ({ start: 0, width, counts, zeros, total }),
  };
}

export function histogramOf(values: Float32Array, max: number): Histogram {
  const binning = createBinning(max);
  binning.add(values);
  return binning.histogram();
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
  const binning = createBinning(max);
  const tally = createTally(counts.perImage, timeSteps, next);
  await eachBlock([activations, counts], (blocks) => {
    const [analog, spikes] = blocks as [Float32Array, Float32Array];
    binning.add(analog);
    tally.add(analog, spikes);
  });
  const { total, spikes, silent, saturated } = tally;
  const pairing = createPairing(tally);
  await eachBlock([activations, counts], (blocks) => {
    const [analog, fired] = blocks as [Float32Array, Float32Array];
    pairing.add(analog, fired);
  });
  return {
    images: activations.images,
    histogram: binning.histogram(),
    percentiles: { p99, p999, max },
    upperBound: [...upperBound],
    threshold: [...threshold],
    ...pairing.pairs(),
    correlation: pairing.correlation(),
    firingRate: spikes / total / timeSteps,
    silentFraction: silent / total,
    saturatedFraction: saturated / total,
    synapticOperations: tally.accumulates() / counts.images,
  };
}

/** Sums over all neurons and images. */
interface Tally {
  total: number;
  spikes: number;
  silent: number;
  saturated: number;
  /** Number of pairs that are not both zero. */
  live: number;
  activation: number;
  add(activations: Float32Array, counts: Float32Array): void;
  /** Returns the accumulates that the spikes cause in the next layer, over all images. */
  accumulates(): number;
}

function createTally(perImage: number, timeSteps: number, next: Layer): Tally {
  const chooses = choosingSteps(next).length > 0;
  /** Spikes that go on into the next layer, summed over the images. */
  const sums = new Float64Array(onwardSize(next));
  const tally: Tally = {
    total: 0,
    spikes: 0,
    silent: 0,
    saturated: 0,
    live: 0,
    activation: 0,
    add: (activations, counts) => {
      tally.total += counts.length;
      for (let i = 0; i < counts.length; i++) {
        const [activation, count] = [activations[i]!, counts[i]!];
        tally.activation += activation;
        tally.spikes += count;
        if (!chooses) sums[i % perImage]! += count;
        if (count === 0) tally.silent++;
        else if (count === timeSteps) tally.saturated++;
        if (activation > 0 || count > 0) tally.live++;
      }
      for (let from = 0; chooses && from < counts.length; from += perImage) {
        const onward = goingOn(next, counts.subarray(from, from + perImage));
        for (let i = 0; i < sums.length; i++) sums[i]! += onward[i]!;
      }
    },
    accumulates: () => accumulates(next, sums),
  };
  return tally;
}

/** Compares activations and counts in a second pass, once their sums are known. */
interface Pairing {
  add(activations: Float32Array, counts: Float32Array): void;
  /** Returns evenly taken pairs among those where the neuron or its activation is not zero. */
  pairs(): { activations: Float32Array; counts: Float32Array };
  /** Returns Pearson's r, in double precision; 0 when either side is constant. */
  correlation(): number;
}

function createPairing({ total, live, activation, spikes }: Tally): Pairing {
  const stride = Math.max(1, live / mostPairs);
  const taken: { readonly activations: number[]; readonly counts: number[] } = {
    activations: [],
    counts: [],
  };
  let seen = 0;
  let wanted = 0;
  const meanActivation = activation / total;
  const meanCount = spikes / total;
  let products = 0;
  let ofActivations = 0;
  let ofCounts = 0;
  return {
    add: (activations, counts) => {
      for (let i = 0; i < counts.length; i++) {
        const [a, c] = [activations[i]!, counts[i]!];
        const da = a - meanActivation;
        const dc = c - meanCount;
        products += da * dc;
        ofActivations += da * da;
        ofCounts += dc * dc;
        if (!(a > 0 || c > 0)) continue;
        if (seen++ < wanted || taken.counts.length === mostPairs) continue;
        taken.activations.push(a);
        taken.counts.push(c);
        wanted += stride;
      }
    },
    pairs: () => ({
      activations: Float32Array.from(taken.activations),
      counts: Float32Array.from(taken.counts),
    }),
    correlation: () =>
      ofActivations > 0 && ofCounts > 0 ? products / Math.sqrt(ofActivations * ofCounts) : 0,
  };
}
