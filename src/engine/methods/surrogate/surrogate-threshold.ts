/**
 * Chooses thresholds for neurons that learn through time. A window of few steps has few counts to
 * represent activations, and a leaky neuron under a held current z never comes past z / (1 − λ):
 * with the percentile aᵤ itself as ϑ hardly any neuron would fire there, and no gradient pass. So ϑ
 * is the share of aᵤ whose counts represent the layer's activations best.
 */

import type { LayerSpikes } from '../../hybrid/start-thresholds.ts';
import { type ThresholdSettings, thresholdLayerNorm } from '../../hybrid/threshold-layer-norm.ts';
import { eachBlock, type LayerValuesOf } from '../../hybrid/value-blocks.ts';
import { initialShare } from '../../spiking/neuron-settings.ts';
import type { SurrogateNeurons } from './surrogate.ts';

/** Number of shares that are tried: 1/16 … 1. */
const parts = 16;

/** Largest number of activations that are used, taken evenly from all. */
const mostValues = 8192;

/**
 * Returns ϑ = k/16 · aᵤ and w, the worth of a spike per step. Of k = 1 … 16 and any w they have the
 * least Σ(a − w·rate)² over the activations a of a layer, where rate is the spikes per step under
 * the held current a. All channels share one k. If nothing fires, ϑ is aᵤ.
 */
export async function tellingThreshold(
  activations: LayerValuesOf,
  settings: ThresholdSettings,
  neurons: SurrogateNeurons,
): Promise<LayerSpikes> {
  const { upperBound } = await thresholdLayerNorm(activations, settings, neurons);
  const shares = await sharesOf(activations, upperBound);
  let best = { theta: 1, worth: 1, error: Number.POSITIVE_INFINITY };
  for (let k = 1; k <= parts; k++) {
    const theta = k / parts;
    const found = leastSquares(shares, theta, neurons);
    if (found.error < best.error) best = { theta, ...found };
  }
  return {
    threshold: upperBound.map((bound) => bound * best.theta),
    worth: upperBound.map((bound) => bound * best.worth),
  };
}

/** Returns activations as shares of their bound; those of dead channels are left out. */
async function sharesOf(activations: LayerValuesOf, upperBound: Float32Array): Promise<Float64Array> {
  const { perImage, images, channels } = activations;
  const step = Math.max(1, Math.floor((perImage * images) / mostValues));
  const shares: number[] = [];
  let next = 0;
  await eachBlock([activations], ([block], first) => {
    const start = first * perImage;
    for (; next < start + block!.length; next += step) {
      const bound = upperBound[upperBound.length === 1 ? 0 : next % channels]!;
      if (bound > 0) shares.push(block![next - start]! / bound);
    }
  });
  return Float64Array.from(shares);
}

/**
 * Returns the worth of a rate with the least squared error, and that error. When no neuron fires,
 * the worth is 1 and the error infinite.
 */
function leastSquares(
  shares: Float64Array,
  theta: number,
  neurons: SurrogateNeurons,
): { worth: number; error: number } {
  const rates = shares.map((share) => heldRate(share, theta, neurons));
  let products = 0;
  let squares = 0;
  shares.forEach((share, i) => {
    products += share * rates[i]!;
    squares += rates[i]! ** 2;
  });
  if (squares === 0) return { worth: 1, error: Number.POSITIVE_INFINITY };
  const worth = products / squares;
  return { worth, error: shares.reduce((sum, share, i) => sum + (share - worth * rates[i]!) ** 2, 0) };
}

/** Returns the spikes per step of a neuron under a held current. */
export function heldRate(
  current: number,
  theta: number,
  { timeSteps, leak, reset, initialPotential }: SurrogateNeurons,
): number {
  let left = initialShare(initialPotential) * theta;
  let spikes = 0;
  for (let t = 0; t < timeSteps; t++) {
    const v = leak * left + current;
    const fires = v >= theta;
    if (fires) spikes++;
    left = fires ? (reset === 'hard' ? 0 : v - theta) : v;
  }
  return spikes / timeSteps;
}
