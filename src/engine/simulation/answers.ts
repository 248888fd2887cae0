/**
 * Computes the answer of a network after each step of its window, from the spikes that have come by
 * then (dynamics.ts: `decoding`).
 */
import * as tf from '@tensorflow/tfjs-core';
import { trainCurrent } from '../layers/synapse.ts';
import { simulatedSteps } from '../spiking/dynamics.ts';
import { stepsOf, trainOf } from '../spiking/packed-spikes.ts';
import { piecesOf } from '../spiking/window-pieces.ts';
import type { Simulated, Simulator } from './simulator.ts';

/**
 * Returns the output after each step, `[T, N, …outputs]` (and after those that settle signed
 * spikes): free potentials Σ_{τ≤t} W·s[τ] + b·t/T,
 * or the readout's counts so far. The last row is the output. Returns null when no spikes arrive at
 * the readout, whose answer is then the same at every step.
 */
export function answersOverTime(simulator: Simulator, simulated: Simulated): tf.Tensor | null {
  const { network } = simulator;
  const { arrivingAtReadout, readoutSpikes } = simulated;
  if (readoutSpikes) return overTime(trainOf(readoutSpikes, network.timeSteps));
  return arrivingAtReadout && outputPotentials(simulator, arrivingAtReadout);
}

/** Returns free potentials of the readout from the spikes that arrive at it. */
function outputPotentials({ network, tensors }: Simulator, arriving: tf.Tensor): tf.Tensor {
  const { timeSteps, dynamics } = network;
  const last = network.layers.length - 1;
  const { layer } = network.layers[last]!;
  const { weight, bias } = tensors[last]!;
  const perSpike = last === 0 && dynamics?.coding === 'poisson' ? tf.div(weight, timeSteps) : weight;
  // A window of the paper's kind is short enough to be taken whole.
  const pieces = dynamics ? piecesOf(timeSteps) : [{ from: 0, steps: timeSteps }];
  const currents = pieces.map(({ from, steps }) =>
    tf.tidy(() =>
      tf.add(trainCurrent(layer, stepsOf(arriving, from, steps), perSpike), tf.div(bias, timeSteps)),
    ),
  );
  const settling = simulatedSteps(network) - timeSteps;
  if (settling > 0) currents.push(trainCurrent(layer, tf.slice(arriving, timeSteps, settling), perSpike));
  return overTime(tf.concat(currents, 0));
}

/** Returns the running sums of `[T, N, …]` over time. */
function overTime(steps: tf.Tensor): tf.Tensor {
  const flat = tf.reshape(steps, [steps.shape[0]!, -1]);
  // cumsum runs along the last axis only on some backends, and wasm writes out of bounds when that
  // is called −1.
  const sums = tf.transpose(tf.cumsum(tf.transpose(flat, [1, 0]), 1), [1, 0]);
  return tf.reshape(sums, steps.shape);
}
