/** Runs the part of a network after a layer on spikes of that layer that a user has edited. */
import * as tf from '@tensorflow/tfjs-core';
import { neuronCount, outputShape } from '../../networks/layer.ts';
import { spikesFrom } from '../spiking/pack-train.ts';
import { answersOverTime } from './answers.ts';
import { simulateBehind } from './simulate.ts';
import type { Simulator } from './simulator.ts';

/** The outcome for one example. */
export interface Decoded {
  /** The readout's W·c + b, `[outputs]`. */
  readonly output: Float32Array;
  /** The output after each step, `[T × outputs]`. */
  readonly potentials: Float32Array;
}

/**
 * Returns a train `[T × neurons]`, time leading, in which each neuron fires `counts[i]` times. A
 * neuron whose count is that of `train` keeps its spikes; one that was edited fires evenly over the
 * window, at the steps t where ⌊t·c/T⌋ rises.
 */
export function editedTrain(train: Int8Array, counts: ArrayLike<number>, timeSteps: number): Int8Array {
  const neurons = counts.length;
  const edited = train.slice();
  for (let i = 0; i < neurons; i++) {
    let fired = 0;
    for (let t = 0; t < timeSteps; t++) fired += train[t * neurons + i]!;
    const count = counts[i]!;
    if (fired === count) continue;
    for (let t = 0; t < timeSteps; t++) {
      const rises = Math.floor(((t + 1) * count) / timeSteps) > Math.floor((t * count) / timeSteps);
      edited[t * neurons + i] = rises ? 1 : 0;
    }
  }
  return edited;
}

/**
 * Runs the part after layer `l` on a train `[T × neurons]` of its spikes. Throws a RangeError when
 * the layer has another number of neurons.
 */
export async function decodeTrain(simulator: Simulator, l: number, train: Int8Array): Promise<Decoded> {
  const { network } = simulator;
  const { layer } = network.layers[l]!;
  const neurons = neuronCount(layer);
  if (train.length !== network.timeSteps * neurons)
    throw new RangeError(
      `${layer.name} has ${neurons} neurons in ${network.timeSteps} steps, not ${train.length} spikes`,
    );
  const spikes = spikesFrom(train, network.timeSteps, [1, ...outputShape(layer.synapse)]);
  const tensors = tf.tidy(() => {
    const simulated = simulateBehind(simulator, l, spikes);
    const answers = answersOverTime(simulator, simulated);
    return answers ? [simulated.output, answers] : [simulated.output];
  });
  const [output, potentials] = await Promise.all(
    tensors.map(async (tensor) => ((await tensor.data()) as Float32Array).slice()),
  );
  tf.dispose([spikes, ...tensors]);
  return { output: output!, potentials: potentials ?? new Float32Array(0) };
}
