/**
 * Threshold LayerNorm (§3.3, Algorithm 1): the upper bound of a layer is a percentile of all its
 * post-ReLU activations, zeros included, on training images in the current hybrid network; ϑ =
 * upper bound / Ns. The bound can also be found by least squares for this window.
 */
import { unknownKind } from '../../networks/unknown-kind.ts';
import type { Examples } from '../examples/examples.ts';
import { initialShare, type NeuronSettings } from '../spiking/neuron-settings.ts';
import type { Watch } from '../work/watch.ts';
import { analogActivation, coupledCounts, type HybridNetwork } from './hybrid.ts';
import { percentilesOf } from './layer-percentiles.ts';
import { collect } from './layer-values.ts';
import { leastSquaresBounds } from './least-squares.ts';
import type { LayerValuesOf } from './value-blocks.ts';

/**
 * How the upper bound follows from activations: it is a percentile of them, or the bound with which
 * the window's spikes come nearest to them (least-squares.ts).
 */
export type ThresholdRule = 'percentile' | 'leastSquares';

export interface ThresholdSettings {
  /** Left out, a percentile. */
  readonly rule?: ThresholdRule | undefined;
  /** The percentile, 0…100; 100 is the maximum. Least squares does not use it. */
  readonly percentile: number;
  readonly scope: 'layer' | 'channel';
  /**
   * The network whose activations are measured: the current hybrid network (Algorithm 1; the
   * default), or the original ANN (ann-thresholds.ts).
   */
  readonly from?: 'hybrid' | 'ann';
}

export interface LayerThreshold {
  /** The upper bound aᵤ, one entry or one per channel, in activation units. */
  readonly upperBound: Float32Array;
  /** The threshold ϑ = aᵤ / Ns; 0 marks a dead layer or channel. */
  readonly threshold: Float32Array;
  readonly dead: number;
}

/**
 * Returns the activations of the next layer to be converted (or of the coupled layer), in
 * evaluation mode. Stores in the network how densely spikes arrive there.
 */
export async function collectActivations(
  network: HybridNetwork,
  examples: Examples,
  batchSize: number,
  watch: Watch,
): Promise<LayerValuesOf> {
  const collected = await collect(examples, batchSize, watch, (arrival) =>
    analogActivation(network, arrival),
  );
  // Rounded: the last digits depend on the size of the batches.
  if (network.frozen.length > 0)
    network.arrivalRate = Math.round((collected.arrived / network.settings.timeSteps) * 1e4) / 1e4;
  return collected;
}

/** Returns the spike counts of the coupled layer. */
export function collectCounts(
  network: HybridNetwork,
  examples: Examples,
  batchSize: number,
  watch: Watch,
): Promise<LayerValuesOf> {
  return collect(examples, batchSize, watch, (arrival) => coupledCounts(network, arrival));
}

/** The settings of the window that thresholds are for. */
export type WindowOfThresholds = Pick<NeuronSettings, 'timeSteps' | 'initialPotential'>;

/** Returns upper bounds and thresholds for a layer's activations. */
export async function thresholdLayerNorm(
  activations: LayerValuesOf,
  settings: ThresholdSettings,
  window: WindowOfThresholds,
): Promise<LayerThreshold> {
  const { timeSteps } = window;
  const upperBound = await upperBounds(activations, settings, window);
  const threshold = upperBound.map((bound) => (bound > 0 ? bound / timeSteps : 0));
  return { upperBound, threshold, dead: threshold.filter((theta) => theta === 0).length };
}

async function upperBounds(
  activations: LayerValuesOf,
  { rule = 'percentile', percentile, scope }: ThresholdSettings,
  { timeSteps, initialPotential }: WindowOfThresholds,
): Promise<Float32Array> {
  switch (rule) {
    case 'percentile': {
      const columns = await percentilesOf(activations, [percentile], scope);
      return Float32Array.from(columns, ([bound]) => bound!);
    }
    case 'leastSquares': {
      const staircase = { timeSteps, initialShare: initialShare(initialPotential) };
      return Float32Array.from(await leastSquaresBounds(activations, staircase, scope));
    }
    default:
      return unknownKind(rule);
  }
}
