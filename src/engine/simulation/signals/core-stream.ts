/** Runs the layers between a separator's ends along a signal that arrives in pieces. */
import * as tf from '@tensorflow/tfjs-core';
import { affine } from '../../layers/synapse.ts';
import { countsSpikes, inputCodingOf } from '../../spiking/dynamics.ts';
import { countsOf, stepsOf } from '../../spiking/packed-spikes.ts';
import { encode, respond } from '../../spiking/spiking-layer.ts';
import { isFullySpiking, type SpikingNetwork } from '../../spiking/spiking-network.ts';
import { piecesOf } from '../../spiking/window-pieces.ts';
import { createSimulator, disposeSimulator } from '../simulate.ts';
import type { Simulator } from '../simulator.ts';
import { asImage, type Frames, ofImage } from './frame-rows.ts';
import { createLayerStream, type RunLayer } from './layer-stream.ts';
import { signalLayer } from './signal-layer.ts';

/** Told of the frames that a hidden layer has made, in order. They are freed afterwards. */
export type Seen = (layer: number, frames: Frames) => void;

export interface CoreStream {
  /**
   * Takes the next frames `[frames, N]` and returns the free potentials `[frames, C]` of all frames
   * that can be made of those so far: one for each of the steps asked for, and at last that of the
   * whole window. Returns null while there are none. `ended` says that no more frames will come.
   * Call inside a tidy.
   */
  push(frames: tf.Tensor | null, ended: boolean): tf.Tensor[] | null;
  dispose(): void;
}

/**
 * Creates the stream of a network; `steps` are those of the window after which an answer is wanted
 * besides the last one's, in ascending order. Throws a RangeError where a layer cannot move along a
 * signal, where the network's dynamics do not allow it, or where a step is none of the window's.
 */
export function createCoreStream(
  network: SpikingNetwork,
  steps: readonly number[] = [],
  seen: Seen = () => {},
): CoreStream {
  checkDynamics(network);
  checkSteps(network, steps);
  const layers = network.layers.map(({ layer }) => signalLayer(layer));
  const simulator = createSimulator(network);
  const hidden = layers.slice(0, -1).map((layer, l) => createLayerStream(layer, hiddenRun(simulator, l)));
  const readout = createLayerStream(layers.at(-1)!, readoutRun(simulator, steps));
  return {
    push: (tensor, ended) => {
      let frames: Frames | null = tensor && { spiking: false, tensor };
      for (const [l, stream] of hidden.entries()) {
        frames = stream.push(frames, ended);
        if (frames) seen(l, frames);
      }
      return readout.push(frames, ended);
    },
    dispose: () => {
      for (const stream of [...hidden, readout]) stream.dispose();
      disposeSimulator(simulator);
    },
  };
}

function checkDynamics(network: SpikingNetwork): void {
  if (countsSpikes(network))
    throw new RangeError('a network whose answer is its readout’s spikes has no potentials for masks');
  if (network.dynamics?.spikes)
    throw new RangeError('signed and graded spikes are simulated for whole examples, not along a signal');
  if (inputCodingOf(network) === 'poisson')
    throw new RangeError('Poisson trains are drawn for whole examples, not along a signal');
}

function checkSteps(network: SpikingNetwork, steps: readonly number[]): void {
  if (steps.length > 0 && !isFullySpiking(network))
    throw new RangeError('a network with analog layers has no answer before the end of its window');
  steps.forEach((step, i) => {
    if (!Number.isInteger(step) || step < 1 || step > network.timeSteps)
      throw new RangeError(`step ${step} is none of 1 to ${network.timeSteps}`);
    if (i > 0 && step <= steps[i - 1]!) throw new RangeError('steps must ascend');
  });
}

function hiddenRun({ network, tensors }: Simulator, l: number): RunLayer<Frames> {
  const { weight, bias, threshold } = tensors[l]!;
  const { arrivalRate } = network.layers[l]!;
  return (layer, frames) => {
    const input = asImage(frames);
    if (!threshold) {
      const value = frames.spiking ? countsOf(input) : input;
      return ofImage(false, affine(layer, value, weight, bias, 'relu'));
    }
    const spiking = { weight, bias, threshold };
    const { spikes } = frames.spiking
      ? respond(layer, input, spiking, network, arrivalRate)
      : encode(layer, input, spiking, network);
    return ofImage(true, spikes);
  };
}

function readoutRun({ network, tensors }: Simulator, steps: readonly number[]): RunLayer<tf.Tensor[]> {
  const { weight, bias } = tensors.at(-1)!;
  const { timeSteps } = network;
  return (layer, frames) => {
    const input = asImage(frames);
    const after = (value: tf.Tensor, share: number) =>
      ofImage(false, affine(layer, value, weight, tf.mul(bias, share), 'linear')).tensor;
    const whole = after(frames.spiking ? countsOf(input) : input, 1);
    if (!frames.spiking) return [...steps.map(() => whole), whole];
    return [
      ...countsAfter(input, timeSteps, steps).map((counts, i) => after(counts, steps[i]! / timeSteps)),
      whole,
    ];
  };
}

/** Returns the spike counts `[1, 1, frames, C]` by the end of each of the steps. */
function countsAfter(spikes: tf.Tensor, timeSteps: number, steps: readonly number[]): tf.Tensor[] {
  const found: tf.Tensor[] = [];
  const last = steps.at(-1) ?? 0;
  let counts: tf.Tensor | null = null;
  for (const { from, steps: length } of piecesOf(timeSteps)) {
    if (from >= last) break;
    for (const [t, train] of tf.unstack(stepsOf(spikes, from, length)).entries()) {
      counts = counts ? tf.add(counts, train) : train;
      if (steps.includes(from + t + 1)) found.push(counts);
    }
  }
  return found;
}
