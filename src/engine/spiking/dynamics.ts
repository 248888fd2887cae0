/**
 * Defines how a spiking network runs through its window when it differs from the paper: how an
 * image comes in, what membranes do between steps and after a spike, and how the answer is read.
 * The record is inert and part of the network's record; docs/method.md has the equations.
 *
 * A neuron follows U[0] = V₀, V[t] = λ·U[t−1] + z[t], s[t] = V[t] ≥ ϑ, and U[t] = V[t] − ϑ·s[t]
 * (soft reset) or V[t]·(1 − s[t]) (hard). The reset of a spike comes before the leak of the next
 * step. With λ = 1 and soft reset it is the paper's neuron (Eq. 3–6).
 */
import { wordSteps } from '../../backends/kernels/spiking/contract.ts';
import type { InputCoding } from '../../networks/input-coding.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { firesAfterWindow, type NeuronSettings } from './neuron-settings.ts';

/** The amount that a spike takes from the membrane: ϑ (soft) or everything (hard). */
export type Reset = 'soft' | 'hard';

/**
 * The source of the answer: the readout's free potential W·c + b (§3.4), which neither fires nor
 * leaks, or the counts of its own spikes.
 */
export type Decoding = 'potential' | 'counts';

export interface Dynamics {
  readonly coding: InputCoding;
  readonly reset: Reset;
  /** λ in (0, 1]; 1 is no leak. */
  readonly leak: number;
  readonly decoding: Decoding;
  /** Seed of the Poisson trains, from 1; not used under another coding. */
  readonly seed: number;
  /** Left out, a neuron sends one spike in a step or none. */
  readonly spikes?: Spikes | undefined;
}

/**
 * What a neuron may send in one step where that is not a spike or none.
 *
 * `signed`: it may take back what it sent. With N = Σs so far, s[t] = 1 where V[t] ≥ ϑ and N < Ns,
 * −1 where V[t] < 0 and N ≥ 1, else 0. After the window come `settle` steps without input, in which
 * it goes on; in Ns of them N reaches clip(⌊(V₀ + Σz) / ϑ⌋, 0, Ns).
 *
 * `graded`: up to m spikes at once, s[t] = clip(⌊V[t] / ϑ⌋, 0, m), with ϑ = aᵤ / (Ns·m). One step
 * with the current I does what m steps of a binary neuron do with I / m each.
 */
export type Spikes =
  | { readonly kind: 'signed'; readonly settle: number }
  | { readonly kind: 'graded'; readonly levels: number };

/** Largest m: as many spikes at once as a word of packed spikes has steps. */
export const mostLevels = wordSteps;

/** Settings of a window of neurons. Without dynamics the paper's apply. */
export interface WindowSettings extends NeuronSettings {
  readonly dynamics?: Dynamics | undefined;
}

/** Returns whether the answer is read from spikes of the readout. */
export function countsSpikes({ dynamics }: Pick<WindowSettings, 'dynamics'>): boolean {
  return dynamics?.decoding === 'counts';
}

export function inputCodingOf({ dynamics }: Pick<WindowSettings, 'dynamics'>): InputCoding {
  return dynamics?.coding ?? 'firstStep';
}

/**
 * Returns why neurons of these dynamics cannot fire after their window, or null when they can, or
 * do not.
 */
export function firingProblem(settings: WindowSettings): string | null {
  const { dynamics } = settings;
  if (!firesAfterWindow(settings) || !dynamics) return null;
  if (dynamics.reset === 'hard')
    return 'neurons that fire after their window cannot be reset to 0: the first spike would take all that they collected';
  if (dynamics.leak < 1)
    return 'neurons that fire after their window cannot leak: what they collected would be lost before it is sent';
  if (dynamics.decoding === 'counts')
    return 'neurons that fire after their window are read by the free potential of the readout, not by its counts';
  return null;
}

/**
 * Returns why neurons cannot send these spikes under the other settings, or null when they can, or
 * send plain ones.
 */
export function spikesProblem(settings: WindowSettings): string | null {
  const { dynamics, timeSteps } = settings;
  const spikes = dynamics?.spikes;
  if (!spikes) return null;
  const { kind } = spikes;
  if (dynamics.reset === 'hard')
    return `neurons with ${kind} spikes keep what lies above ϑ, so they cannot be reset to 0`;
  if (dynamics.leak < 1) return `neurons with ${kind} spikes count a sum, of which a leak loses a part`;
  switch (kind) {
    case 'signed':
      if (dynamics.decoding === 'counts')
        return 'counts of signed spikes are no answer: the readout would take back what it said';
      if (firesAfterWindow(settings))
        return 'neurons that fire after their window have nothing to take back, so their spikes are not signed';
      return spikes.settle <= timeSteps
        ? null
        : `after ${timeSteps} further steps signed spikes have settled (got ${spikes.settle})`;
    case 'graded':
      return spikes.levels <= mostLevels
        ? null
        : `a word holds ${mostLevels} spikes, so there are no more levels (got ${spikes.levels})`;
    default:
      return unknownKind(spikes);
  }
}

/** Returns why a network's dynamics contradict each other, or null when they do not. */
export function dynamicsProblem(settings: WindowSettings): string | null {
  return firingProblem(settings) ?? spikesProblem(settings);
}

/** Returns m, the most spikes that a neuron sends in a step. */
export function levelsOf(spikes: Spikes | undefined): number {
  return spikes?.kind === 'graded' ? spikes.levels : 1;
}

/** Returns the largest count of a neuron. */
export function mostSpikes({ timeSteps, dynamics }: Pick<WindowSettings, 'timeSteps' | 'dynamics'>): number {
  return timeSteps * levelsOf(dynamics?.spikes);
}

/** Returns the number of steps that a simulation takes: the window, and those that settle it. */
export function simulatedSteps({
  timeSteps,
  dynamics,
}: {
  readonly timeSteps: number;
  readonly dynamics?: Pick<Dynamics, 'spikes'> | undefined;
}): number {
  return timeSteps + settlingSteps(dynamics?.spikes);
}

/** Returns the number of steps without input behind the window. */
export function settlingSteps(spikes: Spikes | undefined): number {
  return spikes?.kind === 'signed' ? spikes.settle : 0;
}
