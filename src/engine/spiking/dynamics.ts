/**
 * Defines how a spiking network runs through its window when it differs from the paper: how an
 * image comes in, what membranes do between steps and after a spike, and how the answer is read.
 * The record is inert and part of the network's record; docs/method.md has the equations.
 *
 * A neuron follows U[0] = V₀, V[t] = λ·U[t−1] + z[t], s[t] = V[t] ≥ ϑ, and U[t] = V[t] − ϑ·s[t]
 * (soft reset) or V[t]·(1 − s[t]) (hard). The reset of a spike comes before the leak of the next
 * step. With λ = 1 and soft reset it is the paper's neuron (Eq. 3–6).
 */
import type { InputCoding } from '../../networks/input-coding.ts';
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
}

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
