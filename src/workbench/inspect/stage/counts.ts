/**
 * Compares activations with spike counts: the ideal staircase, and in words what the cloud around
 * it means.
 */
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import type { InitialPotential } from '../../../engine/spiking/neuron-settings.ts';

/**
 * Returns the count of a neuron whose whole input arrives at once: ⌊V₀/ϑ + a/ϑ⌋ within 0…Ns (design
 * §4.1).
 */
export function idealCount(
  activation: number,
  threshold: number,
  timeSteps: number,
  start: InitialPotential,
): number {
  if (!(threshold > 0)) return 0;
  const level = Math.floor(activation / threshold + (start === 'half' ? 0.5 : 0));
  return Math.max(0, Math.min(timeSteps, level));
}

/** Returns where the staircase rises, in activation units: one corner per spike. */
export function staircase(threshold: number, timeSteps: number, start: InitialPotential): number[] {
  return Array.from({ length: timeSteps }, (_, k) => (k + (start === 'half' ? 0.5 : 1)) * threshold);
}

/**
 * Returns a fixed offset of −½…½ per point, so that equal counts fan out the same way at every
 * redraw.
 */
export function jitter(index: number): number {
  return ((index * 0.6180339887) % 1) - 0.5;
}

/**
 * Returns the shares of the shown neurons that fired less often, and more often, than follows from
 * their activation alone.
 */
export function strays(
  diagnostics: Pick<LayerDiagnostics, 'activations' | 'counts'>,
  threshold: number,
  timeSteps: number,
  start: InitialPotential,
): { readonly fewer: number; readonly more: number } {
  const total = Math.max(1, diagnostics.counts.length);
  let fewer = 0;
  let more = 0;
  diagnostics.counts.forEach((count, i) => {
    const ideal = idealCount(diagnostics.activations[i] ?? 0, threshold, timeSteps, start);
    if (count < ideal) fewer += 1;
    if (count > ideal) more += 1;
  });
  return { fewer: fewer / total, more: more / total };
}

/** Says in one sentence what a correlation of activation and count means. */
export function correlationSentence(correlation: number): string {
  if (!Number.isFinite(correlation))
    return 'No neuron fired, so the counts carry nothing of the activations.';
  if (correlation >= 0.995) return 'The counts carry nearly everything that the activations said.';
  if (correlation >= 0.98)
    return 'The counts follow the activations closely; what is missing is mostly rounding.';
  if (correlation >= 0.93)
    return 'The counts follow the activations, but coarsely: the layers after this one see rounded numbers.';
  if (correlation >= 0.8)
    return 'Much is lost between activation and count: this layer needs fine-tuning, or more time steps.';
  return 'The counts say little of the activations: look at the threshold and at the number of time steps.';
}
