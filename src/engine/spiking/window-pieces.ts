/**
 * Runs a layer that is computed by dense products over a window of any length: 32 steps at a time,
 * the membranes carried over, so that never more than a piece of its currents is held.
 */
import * as tf from '@tensorflow/tfjs-core';
import { wordSteps } from '../../backends/kernels/spiking/contract.ts';
import type { Layer } from '../../networks/layer.ts';
import { outputShape } from '../../networks/layer.ts';
import { trainCurrent } from '../layers/synapse.ts';
import {
  initialState,
  integratePiece,
  type NeuronParameters,
  type SpikeResponse,
  type Window,
} from './neuron.ts';
import { imageAxis, joinSpikes, stepsOf } from './packed-spikes.ts';

/** Returns the pieces of a window: their first steps and lengths. */
export function piecesOf(timeSteps: number): { readonly from: number; readonly steps: number }[] {
  return Array.from({ length: Math.ceil(timeSteps / wordSteps) }, (_, k) => ({
    from: k * wordSteps,
    steps: Math.min(wordSteps, timeSteps - k * wordSteps),
  }));
}

/**
 * Runs neurons driven by `spikes` of `[N, …]` neurons through `weight`; `injected` `[C]` is added
 * at each step. Call inside a tidy.
 */
export function respondInPieces(
  layer: Layer,
  spikes: tf.Tensor,
  weight: tf.Tensor,
  injected: tf.Tensor1D,
  neurons: NeuronParameters,
  { timeSteps, initialPotential }: Window,
): SpikeResponse {
  const shape = [spikes.shape[imageAxis]!, ...outputShape(layer.synapse)];
  let { potential } = initialState(shape, neurons, initialPotential);
  let spikeCount: tf.Tensor = tf.zeros(shape);
  const parts: tf.Tensor[] = [];
  for (const { from, steps } of piecesOf(timeSteps)) {
    const piece = tf.tidy(() => {
      const current = trainCurrent(layer, stepsOf(spikes, from, steps), weight);
      const response = integratePiece(current, injected, neurons, { potential });
      const counted = tf.add(spikeCount, response.spikeCount);
      return { part: response.spikes, counted, potential: response.potential };
    });
    tf.dispose([potential, spikeCount]);
    parts.push(piece.part);
    ({ potential, counted: spikeCount } = piece);
  }
  tf.dispose(potential);
  return { spikes: joinSpikes(parts, 0), spikeCount };
}
