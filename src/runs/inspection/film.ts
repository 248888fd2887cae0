/**
 * What a film of one image shows at a step, from the spikes that the engine's simulation fired: the
 * spikes of the step, and the counts so far.
 */
import type { LayerInspection } from './simulation.ts';

type Spikes = Pick<LayerInspection, 'spikes' | 'neurons'>;

/**
 * Returns the number of spikes of the whole layer at each of `steps` steps, those that are taken
 * back as well.
 */
export function spikesPerStep({ spikes, neurons }: Spikes, steps: number): Uint32Array {
  const sums = new Uint32Array(steps);
  for (let t = 0; t < steps; t++) {
    let sum = 0;
    for (let at = t * neurons; at < (t + 1) * neurons; at++) sum += Math.abs(spikes[at] ?? 0);
    sums[t] = sum;
  }
  return sums;
}

/**
 * Returns a function that gives the counts of all neurons after a step, 0 being the start. It keeps
 * one array and adds or takes away a row for each step that it moves, so give it back unchanged.
 */
export function createCounter({ spikes, neurons }: Spikes): (step: number) => Uint16Array {
  const counts = new Uint16Array(neurons);
  let now = 0;
  return (step) => {
    for (; now < step; now++) {
      const row = now * neurons;
      for (let n = 0; n < neurons; n++) counts[n]! += spikes[row + n] ?? 0;
    }
    while (now > step) {
      now--;
      const row = now * neurons;
      for (let n = 0; n < neurons; n++) counts[n]! -= spikes[row + n] ?? 0;
    }
    return counts;
  };
}

/** Returns the count of one neuron up to a step. */
export function countOf({ spikes, neurons }: Spikes, neuron: number, step: number): number {
  let count = 0;
  for (let t = 0; t < step; t++) count += spikes[t * neurons + neuron] ?? 0;
  return count;
}
