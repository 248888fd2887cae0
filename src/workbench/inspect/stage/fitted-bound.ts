/**
 * Finds the bound of least squares on a layer's histogram, and the curve of the squared error over
 * bounds, as the engine does on the activations themselves. Between what the histogram knows,
 * activations are taken as spread evenly.
 */
import {
  errorAt,
  leastSquaresBound,
  type ValueBins,
  valueBins,
} from '../../../engine/hybrid/least-squares.ts';
import { type InitialPotential, initialShare } from '../../../engine/spiking/neuron-settings.ts';
import { knotsOf, type Spread, shareUpTo } from './bound-forecast.ts';

interface Window {
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
}

export interface FittedBound {
  readonly bound: number;
  /** The percentile of the activations that the bound is, 0…100. */
  readonly percentile: number;
  /** Squared error as a share of the activations' squares, over bounds that rise. */
  readonly curve: readonly { readonly bound: number; readonly error: number }[];
}

/** Parts of a piece of the histogram. */
const parts = 8;
const curvePoints = 120;

/** Returns the bound, or null where no activation is above 0. */
export function fittedBound(spread: Spread, { timeSteps, initialPotential }: Window): FittedBound | null {
  const bins = binsOf(spread);
  const staircase = { timeSteps, initialShare: initialShare(initialPotential) };
  const bound = leastSquaresBound(bins, staircase);
  if (!(bound > 0)) return null;
  const { max } = spread.percentiles;
  const curve = Array.from({ length: curvePoints }, (_, i) => {
    const at = (max * (i + 1)) / curvePoints;
    return { bound: at, error: errorAt(bins, at, staircase).error / bins.squares };
  });
  return { bound, percentile: 100 * shareUpTo(spread, bound), curve };
}

/** Returns each piece between two known points as bins of equal width. */
function binsOf(spread: Spread): ValueBins {
  const knots = knotsOf(spread);
  const means: number[] = [];
  const counts: number[] = [];
  let squares = 0;
  for (let k = 1; k < knots.length; k++) {
    const [low, high] = [knots[k - 1]!, knots[k]!];
    const count = (high.share - low.share) / parts;
    if (count <= 0) continue;
    const wide = (high.value - low.value) / parts;
    for (let part = 0; part < parts; part++) {
      const mean = low.value + (part + 0.5) * wide;
      means.push(mean);
      counts.push(count);
      squares += count * (mean * mean + (wide * wide) / 12);
    }
  }
  return valueBins(Float64Array.from(means), counts, squares);
}
