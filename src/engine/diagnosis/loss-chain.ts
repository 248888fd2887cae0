/**
 * Splits a converted layer's loss of accuracy into causes. A chain of activations leads from what
 * the analog branch would give on ideal input to what the spikes give, one cause a step. The steps
 * telescope: for every neuron and image their differences sum to the whole error.
 *
 * a₀ ideal      analog branch, the layers before it analog too (ideal-branch.ts)
 * a₁ inherited  analog branch on the spike counts that really arrive
 *    weights    the same with the few weight values that the hardware has, where those are
 *               limited (§4.3)
 * a₂ clipped    a₁ cut at the upper bound u = ϑ·Ns
 * a₃ rounding   a₂ in whole spikes: ϑ·⌊a₂/ϑ⌋, or to the nearest with V₀ = ϑ/2 (Eq. 10)
 * a₄ timing     ϑ·c, the spikes as they were fired: unevenly timed input makes neurons fire too
 *               early or too late
 */

import type { LayerThreshold } from '../hybrid/threshold-layer-norm.ts';
import { eachBlock, type LayerValuesOf } from '../hybrid/value-blocks.ts';
import type { InitialPotential } from '../spiking/neuron-settings.ts';

/**
 * The causes in the order of the chain. A cause that is missing costs nothing: readers use the
 * names they find.
 */
export const lossCauses = ['inherited', 'weights', 'clipped', 'rounding', 'timing'] as const;
export type LossCause = (typeof lossCauses)[number];

/**
 * One step of the chain, averaged over all neurons and images except dead neurons, in units of each
 * neuron's upper bound.
 */
export interface LossStep {
  readonly cause: LossCause;
  /** Mean |difference|. */
  readonly mean: number;
  /**
   * Mean difference, signed: below 0 when activations come out too small. These sum to `netShift`.
   */
  readonly shift: number;
}

export interface LossChain {
  readonly images: number;
  readonly steps: readonly LossStep[];
  /**
   * Mean a₀ in the same units, the scale to compare the errors with. It is small when an outlier
   * stretches the bound.
   */
  readonly signal: number;
  /**
   * Mean |a₄ − a₀| and mean a₄ − a₀, in the same units. Causes that compensate each other make it
   * less than their sum.
   */
  readonly net: number;
  readonly netShift: number;
  /** Share of the values before clipping that lie above the upper bound. */
  readonly clippedShare: number;
  /** Share of neurons without a threshold, which are left out of all of the above. */
  readonly deadFraction: number;
}

interface Neuron {
  /** u and ϑ of the neuron's channel, in activation units. */
  readonly upperBound: number;
  readonly threshold: number;
}

/**
 * A step of the chain: `next` returns the next value from the one before it. `i` is the index in
 * the flattened values.
 */
interface Link {
  readonly cause: LossCause;
  readonly next: (i: number, before: number, neuron: Neuron) => number;
}

export interface ChainValues {
  /**
   * Activations on ideal input and on the real input, and spike counts: same images, same order.
   */
  readonly ideal: LayerValuesOf;
  readonly arrived: LayerValuesOf;
  /**
   * Activations on the real input with weights of limited precision; null when precision is not
   * limited.
   */
  readonly limited: LayerValuesOf | null;
  readonly counts: LayerValuesOf;
}

/** The values of one block of images; those that change from one link to the next. */
interface ChainBlock {
  readonly arrived: Float32Array;
  readonly limited: Float32Array | null;
  readonly counts: Float32Array;
}

export interface ChainWindow {
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
}

function linksOf(
  { arrived, limited, counts }: ChainBlock,
  { timeSteps, initialPotential }: ChainWindow,
): Link[] {
  const offset = initialPotential === 'half' ? 0.5 : 0;
  return [
    { cause: 'inherited', next: (i) => arrived[i]! },
    ...(limited ? [{ cause: 'weights', next: (i: number) => limited[i]! } as const] : []),
    { cause: 'clipped', next: (_, a, { upperBound }) => Math.min(a, upperBound) },
    {
      cause: 'rounding',
      // ϑ is rounded to float32: u/ϑ may fall short of Ns by a hair, yet a neuron driven by u or
      // more fires in every step.
      next: (_, a, { upperBound, threshold }) =>
        threshold * (a >= upperBound ? timeSteps : Math.min(timeSteps, Math.floor(a / threshold + offset))),
    },
    { cause: 'timing', next: (i, _, { threshold }) => threshold * counts[i]! },
  ];
}

/** Resolves to the chain of one layer. All sets of values have the same size. */
export async function lossChain(
  values: ChainValues,
  { upperBound, threshold }: Pick<LayerThreshold, 'upperBound' | 'threshold'>,
  window: ChainWindow,
): Promise<LossChain> {
  const { ideal, arrived, limited, counts } = values;
  let causes: readonly LossCause[] = [];
  const size = new Float64Array(lossCauses.length);
  const shift = new Float64Array(lossCauses.length);
  let signal = 0;
  let net = 0;
  let netShift = 0;
  let clipped = 0;
  let alive = 0;
  const neurons = Array.from({ length: upperBound.length }, (_, c) => ({
    upperBound: upperBound[c]!,
    threshold: threshold[c]!,
  }));
  await eachBlock([ideal, arrived, counts, ...(limited ? [limited] : [])], (blocks) => {
    const [starting, reached, spikes, few = null] = blocks as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array?,
    ];
    const links = linksOf({ arrived: reached, limited: few, counts: spikes }, window);
    causes = links.map(({ cause }) => cause);
    const driven = few ?? reached;
    for (let i = 0; i < starting.length; i++) {
      const neuron = neurons[neurons.length === 1 ? 0 : i % ideal.channels]!;
      if (neuron.threshold === 0) continue;
      alive++;
      const first = starting[i]!;
      if (driven[i]! > neuron.upperBound) clipped++;
      signal += first / neuron.upperBound;
      let before = first;
      for (let k = 0; k < links.length; k++) {
        const value = links[k]!.next(i, before, neuron);
        size[k]! += Math.abs(value - before) / neuron.upperBound;
        shift[k]! += (value - before) / neuron.upperBound;
        before = value;
      }
      net += Math.abs(before - first) / neuron.upperBound;
      netShift += (before - first) / neuron.upperBound;
    }
  });
  const total = ideal.perImage * ideal.images;
  const mean = (sum: number) => (alive > 0 ? sum / alive : 0);
  return {
    images: ideal.images,
    steps: causes.map((cause, k) => ({ cause, mean: mean(size[k]!), shift: mean(shift[k]!) })),
    signal: mean(signal),
    net: mean(net),
    netShift: mean(netShift),
    clippedShare: mean(clipped),
    deadFraction: total > 0 ? 1 - alive / total : 0,
  };
}
