/**
 * Says when the answer comes of a network whose neurons fire after their window: each hidden layer
 * then takes a window of its own, one behind the other.
 */
import type { Firing } from '../../../engine/spiking/neuron-settings.ts';
import { toLayers } from '../../../networks/chain.ts';
import type { InputCoding } from '../../../networks/input-coding.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { writeCount } from '../../../tasks/writing.ts';
import type { RunSpec } from '../run-spec.ts';
import { recipeOf } from './registry.ts';

/** The facts of a network that decide when its layers fire. */
export interface Windowed {
  readonly firing: Firing;
  readonly timeSteps: number;
  readonly coding: InputCoding;
  /** Number of hidden layers. */
  readonly hidden: number;
}

/** Returns the windows before the first hidden layer fires: it collects what comes over time. */
function windowsBefore(coding: InputCoding): number {
  return coding === 'firstStep' ? 0 : 1;
}

type LatencySpec = Pick<RunSpec, 'firing' | 'timeSteps' | 'method' | 'inputCoding' | 'network'>;

/**
 * Returns the sentence on the latency of a run, or null where neurons fire at once, and while the
 * network of a draft cannot be read.
 */
export function latencyWords({
  firing,
  timeSteps,
  method,
  inputCoding,
  network,
}: LatencySpec): string | null {
  const hidden = firing === 'window' ? hiddenLayers(network) : null;
  if (hidden === null) return null;
  const before = windowsBefore(inputCoding === 'auto' ? recipeOf(method).input : inputCoding);
  const layers = `${writeCount(hidden)} hidden ${hidden === 1 ? 'layer' : 'layers'}`;
  const after = (windows: number) => writeCount(windows * timeSteps);
  const how = before === 0 ? 'with the image as current at step 1' : 'with input over a window';
  return `Window ${after(1)}; answer after ${after(hidden + before)} steps ${how} (${layers}), or one answer every ${after(1)} steps when pipelined.`;
}

function hiddenLayers(network: string): number | null {
  try {
    return toLayers(parseNotation(network)).length - 1;
  } catch {
    return null;
  }
}

/** Returns when hidden layer `l`, counted from 0, fires, or null where neurons fire at once. */
export function firingWords({ firing, timeSteps, coding, hidden }: Windowed, l: number): string | null {
  if (firing !== 'window') return null;
  const window = l + 1 + windowsBefore(coding);
  const last = window * timeSteps;
  return `It fires in window ${window} of ${hidden + windowsBefore(coding)}, steps ${writeCount(last - timeSteps + 1)} to ${writeCount(last)} after the input came; spikes come first, then silence.`;
}
