/**
 * What the figure of one neuron computes: the answer of a neuron of the first layer that sees one
 * pixel, by the engine's own function (engine/spiking/one-neuron.ts), and its staircase.
 */
import type { InitialPotential } from '../../engine/spiking/neuron-settings.ts';
import { type Membrane, pixelCurrents, runNeuron } from '../../engine/spiking/one-neuron.ts';
import type { InputCoding } from '../../networks/input-coding.ts';

export interface FigureSettings {
  /** What the neuron receives in all, W·x + b: its activation before ReLU. */
  readonly activation: number;
  /** The activation that Ns spikes stand for. */
  readonly upperBound: number;
  /** Ns, from 1. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
  readonly coding: InputCoding;
  /** Seed of the Poisson spikes, from 1. */
  readonly seed: number;
  /** The activation, without its sign, that a pixel of full brightness stands for (Poisson). */
  readonly full: number;
}

export interface FigureAnswer {
  /** z[t], `[T]`. */
  readonly currents: Float32Array;
  readonly membrane: Membrane;
  readonly count: number;
  /** The activation that the count stands for: count · ϑ. */
  readonly value: number;
  /** The activation of the ReLU neuron (Eq. 7). */
  readonly relu: number;
}

/** Returns ϑ = upper bound / Ns (Eq. 10). */
export function thresholdOf({ upperBound, timeSteps }: FigureSettings): number {
  return upperBound / timeSteps;
}

/**
 * Returns the brightness of the pixel, 0…1, and its weight. Only Poisson spikes need a brightness
 * that is a probability; any other input depends on the product alone.
 */
function pixelOf({ activation, coding, full }: FigureSettings): { brightness: number; weight: number } {
  if (coding !== 'poisson') return { brightness: 1, weight: activation };
  return { brightness: Math.min(1, Math.abs(activation) / full), weight: Math.sign(activation) * full };
}

/** Computes the neuron's answer to these settings. */
export function answerOf(settings: FigureSettings): FigureAnswer {
  const { activation, timeSteps, initialPotential, coding, seed } = settings;
  const threshold = thresholdOf(settings);
  const currents = pixelCurrents({ ...pixelOf(settings), coding, timeSteps, seed });
  const membrane = runNeuron(currents, { threshold, initialPotential });
  const count = membrane.spikes.reduce((sum, spike) => sum + spike, 0);
  return { currents, membrane, count, value: count * threshold, relu: Math.max(0, activation) };
}

export interface StairPoint {
  readonly activation: number;
  /** count · ϑ. */
  readonly value: number;
}

/** Returns the answers to `points` activations, evenly from `low` to `high`, ends included. */
export function staircaseOf(
  settings: FigureSettings,
  low: number,
  high: number,
  points: number,
): StairPoint[] {
  return Array.from({ length: points }, (_, i) => {
    const activation = low + ((high - low) * i) / Math.max(1, points - 1);
    return { activation, value: answerOf({ ...settings, activation }).value };
  });
}
