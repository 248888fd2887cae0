/** Holds what a layer's counts stand for, count · ϑ, against the ANN's activations. */
import type { LayerInspection } from '../../../runs/inspection/simulation.ts';

type Counted = Pick<LayerInspection, 'counts' | 'threshold'>;

/** Returns ϑ of a neuron: one of the layer, or that of its channel. */
export function thetaOf(threshold: readonly number[], neuron: number): number {
  return threshold[neuron % Math.max(1, threshold.length)] ?? 0;
}

/** Returns the number that a neuron's count stands for. */
export function worth({ counts, threshold }: Counted, neuron: number): number {
  return (counts[neuron] ?? 0) * thetaOf(threshold, neuron);
}

export interface Difference {
  /** Mean and largest size of count · ϑ − activation, in units of the activations. */
  readonly mean: number;
  readonly largest: number;
  /** The neuron of the largest one. */
  readonly at: number;
  /** The mean as a share of the upper bound ϑ · Ns, the largest of the channels. */
  readonly share: number;
}

export function differenceOf(layer: Counted, activations: Float32Array, timeSteps: number): Difference {
  let [sum, largest, at] = [0, 0, 0];
  activations.forEach((activation, neuron) => {
    const size = Math.abs(worth(layer, neuron) - activation);
    sum += size;
    if (size > largest) [largest, at] = [size, neuron];
  });
  const mean = sum / Math.max(1, activations.length);
  const bound = Math.max(0, ...layer.threshold) * timeSteps;
  return { mean, largest, at, share: bound > 0 ? mean / bound : 0 };
}

export const sumOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);
