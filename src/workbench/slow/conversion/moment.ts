/** What is shown of the moment of conversion: a few neurons of the layer, and sums over all. */
import type { ConversionMoment } from '../../../runs/inspection/simulation.ts';
import { thetaOf } from '../film/against.ts';

type Moment = Pick<ConversionMoment, 'activations' | 'counts' | 'threshold'>;

export interface ExampleNeuron {
  readonly neuron: number;
  readonly activation: number;
  readonly theta: number;
  readonly count: number;
}

/**
 * Returns at most `most` neurons whose activation is above 0: the largest, and those nearest to
 * equal steps from it down to 0, so that all sizes are among them.
 */
export function exampleNeurons({ activations, counts, threshold }: Moment, most: number): ExampleNeuron[] {
  const active = Array.from(activations, (_, neuron) => neuron)
    .filter((neuron) => activations[neuron]! > 0)
    .sort((a, b) => activations[b]! - activations[a]! || a - b);
  const shown = Math.min(most, active.length);
  const largest = activations[active[0] ?? 0] ?? 0;
  let next = 0;
  return Array.from({ length: shown }, (_, i) => {
    const wanted = largest * (1 - i / shown);
    const off = (at: number) => Math.abs(activations[active[at]!]! - wanted);
    // Enough are left for those that come after.
    const last = active.length - (shown - i);
    while (next < last && off(next + 1) <= off(next)) next++;
    const neuron = active[next++]!;
    const theta = thetaOf(threshold, neuron);
    return { neuron, activation: activations[neuron]!, theta, count: counts[neuron]! };
  });
}

export interface MomentSums {
  /** Neurons with an activation above 0, and those of them above their upper bound. */
  readonly active: number;
  readonly clipped: number;
  readonly largest: number;
  readonly spikes: number;
  /** Mean size of count · ϑ − activation over all neurons. */
  readonly error: number;
  /** Sum of the activations, and of what the counts stand for. */
  readonly analog: number;
  readonly counted: number;
}

export function sumsOf({ activations, counts, threshold }: Moment, timeSteps: number): MomentSums {
  let [active, clipped, largest, spikes, error, analog, counted] = [0, 0, 0, 0, 0, 0, 0];
  activations.forEach((activation, neuron) => {
    const theta = thetaOf(threshold, neuron);
    const worth = counts[neuron]! * theta;
    if (activation > 0) active++;
    if (activation > theta * timeSteps) clipped++;
    largest = Math.max(largest, activation);
    spikes += counts[neuron]!;
    error += Math.abs(worth - activation);
    analog += activation;
    counted += worth;
  });
  error /= Math.max(1, activations.length);
  return { active, clipped, largest, spikes, error, analog, counted };
}
