/**
 * One neuron as plain numbers, without a tensor: whoever shows a membrane step by step computes it
 * here. Every sum is rounded to float32 in the order of the kernels, so that spikes and potentials
 * are those of a network, to the last digit.
 */
import type { NeuronAttributes } from '../../backends/kernels/spiking/contract.ts';
import type { InputCoding } from '../../networks/input-coding.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { levelsOf, type Spikes } from './dynamics.ts';
import { type InitialPotential, initialShare } from './neuron-settings.ts';
import { poissonWords } from './poisson-words.ts';

/** A neuron by itself; leak and reset are the paper's by default. A ϑ of 0 never fires. */
export interface OneNeuron extends NeuronAttributes {
  readonly threshold: number;
  readonly initialPotential: InitialPotential;
  /** Left out, it sends one spike in a step or none. */
  readonly spikes?: Spikes | undefined;
  /** Ns, the most spikes that a neuron with signed ones sends in all; others do not need it. */
  readonly timeSteps?: number;
}

/** The membrane of one neuron over a window. */
export interface Membrane {
  /** The initial potential V₀. */
  readonly initialPotential: number;
  readonly threshold: number;
  /** V[t] before the reset of its own spike, `[T]`. */
  readonly potential: Float32Array;
  /** Spikes, signed and graded ones not only 0 and 1. */
  readonly spikes: Int8Array;
  /** The most spikes that it can send in one step. */
  readonly most: number;
  /** Number of steps, the first ones, in which the neuron collects and cannot fire; mostly 0. */
  readonly collecting: number;
}

/** Runs a neuron through its currents z[t] `[T]` (Eq. 4 and 5). */
export function runNeuron(current: Float32Array, neuron: OneNeuron): Membrane {
  const threshold = Math.fround(neuron.threshold);
  const leak = Math.fround(neuron.leak ?? 1);
  const initialPotential = Math.fround(threshold * initialShare(neuron.initialPotential));
  const potential = new Float32Array(current.length);
  const spikes = new Int8Array(current.length);
  let left = initialPotential;
  let count = 0;
  current.forEach((z, t) => {
    const v = Math.fround(Math.fround(leak * left) + z);
    const sent = threshold > 0 ? spikesAt(v, count, { ...neuron, threshold }) : 0;
    potential[t] = v;
    spikes[t] = sent;
    count += sent;
    if (sent === 0) left = v;
    else left = neuron.reset === 'hard' ? 0 : Math.fround(v - Math.fround(sent * threshold));
  });
  return { initialPotential, threshold, potential, spikes, most: levelsOf(neuron.spikes), collecting: 0 };
}

/** Returns what a neuron sends at the potential `v`, having sent `count` in all. */
function spikesAt(
  v: number,
  count: number,
  { threshold, spikes, timeSteps = Number.POSITIVE_INFINITY }: OneNeuron,
): number {
  switch (spikes?.kind) {
    case undefined:
      return v >= threshold ? 1 : 0;
    case 'signed':
      if (v >= threshold) return count < timeSteps ? 1 : 0;
      return v < 0 && count >= 1 ? -1 : 0;
    case 'graded':
      return Math.max(0, Math.min(spikes.levels, Math.floor(v / threshold)));
    default:
      return unknownKind(spikes);
  }
}

/**
 * Runs a neuron that collects its currents z[t] `[T]` and then fires in as many steps: a membrane
 * over 2·T steps. `collected` is Σz as the network adds it, all at once: sums in another order may
 * differ in the last digit.
 */
export function runCollecting(current: Float32Array, collected: number, neuron: OneNeuron): Membrane {
  const steps = current.length;
  const sent = new Float32Array(steps);
  sent[0] = collected;
  const fired = runNeuron(sent, neuron);
  const potential = new Float32Array(2 * steps);
  let sum = fired.initialPotential;
  current.forEach((z, t) => {
    sum = Math.fround(sum + z);
    potential[t] = sum;
  });
  potential.set(fired.potential, steps);
  const spikes = new Int8Array(2 * steps);
  spikes.set(fired.spikes, steps);
  return { ...fired, potential, spikes, collecting: steps };
}

/** The input of a neuron of the first layer that sees one pixel. */
export interface PixelInput {
  /** Brightness of the pixel, 0…1. */
  readonly brightness: number;
  /** The weight of the pixel; there is no bias, so that weight · brightness is the activation. */
  readonly weight: number;
  readonly coding: InputCoding;
  readonly timeSteps: number;
  /** Seed of the Poisson train, from 1; not used under another coding. */
  readonly seed: number;
}

/** Returns the currents z[t] `[T]` that the pixel sends to the neuron (§3.4). */
export function pixelCurrents({ brightness, weight, coding, timeSteps, seed }: PixelInput): Float32Array {
  const w = Math.fround(weight);
  const whole = Math.fround(w * Math.fround(brightness));
  const currents = new Float32Array(timeSteps);
  switch (coding) {
    case 'firstStep':
      currents[0] = whole;
      return currents;
    case 'constant':
      return currents.fill(whole / timeSteps);
    case 'poisson': {
      const words = poissonWords(Float32Array.of(brightness), 1, { timeSteps, seed, firstImage: 0 });
      const perSpike = w / timeSteps;
      return currents.map((_, t) => ((words[t >>> 5]! >>> (t & 31)) & 1 ? perSpike : 0));
    }
    default:
      return unknownKind(coding);
  }
}
