/** Computes the membrane of one neuron on one image, step by step over the whole window. */
import * as tf from '@tensorflow/tfjs-core';
import { neuronCount, outputChannels } from '../../networks/layer.ts';
import { synapticCurrent, trainCurrent } from '../layers/synapse.ts';
import { inputCodingOf } from '../spiking/dynamics.ts';
import { type Membrane, runNeuron } from '../spiking/one-neuron.ts';
import { stepsOf } from '../spiking/packed-spikes.ts';
import { piecesOf } from '../spiking/window-pieces.ts';
import { type InspectedImage, presentedImage } from './inspect.ts';
import { simulate } from './simulate.ts';
import type { Simulator } from './simulator.ts';

/**
 * Returns the membrane of `neuron` (index in the flattened activations) of layer `l`, which must
 * spike.
 */
export async function membraneOf(
  simulator: Simulator,
  image: InspectedImage,
  l: number,
  neuron: number,
): Promise<Membrane> {
  const { network } = simulator;
  const { layer, threshold } = network.layers[l]!;
  if (!threshold) throw new RangeError(`${layer.name} is still analog: it has no membrane`);
  if (!(Number.isInteger(neuron) && neuron >= 0 && neuron < neuronCount(layer)))
    throw new RangeError(`${layer.name} has neurons 0 to ${neuronCount(layer) - 1} (got ${neuron})`);
  const input = await presentedImage(simulator, image);
  const current = tf.tidy(() => currentOf(simulator, input, l, neuron));
  const values = (await current.data()) as Float32Array;
  tf.dispose([input, current]);
  const theta = threshold[threshold.length === 1 ? 0 : neuron % outputChannels(layer.synapse)]!;
  const { initialPotential, dynamics } = network;
  const { leak = 1, reset = 'soft' } = dynamics ?? {};
  return runNeuron(values, { threshold: theta, initialPotential, leak, reset });
}

/**
 * Returns z[t] of one neuron of layer `l`, bias included: `[T]`. `input` is the image as presented.
 */
function currentOf(simulator: Simulator, input: tf.Tensor, l: number, neuron: number): tf.Tensor {
  const { network, tensors } = simulator;
  const { timeSteps, firstLayerBias } = network;
  const { layer } = network.layers[l]!;
  const { weight, bias } = tensors[l]!;
  const ofNeuron = (current: tf.Tensor): tf.Tensor => {
    const rows = tf.reshape(current, [-1, neuronCount(layer)]);
    return tf.reshape(tf.slice(rows, [0, neuron], [-1, 1]), [-1]);
  };
  const coding = inputCodingOf(network);
  if (l > 0 || coding === 'poisson') {
    const spikes = l > 0 ? simulate(simulator, input).spikes[l - 1]! : input;
    const perSpike = l > 0 ? weight : tf.div(weight, timeSteps);
    const pieces = piecesOf(timeSteps).map(({ from, steps }) =>
      tf.tidy(() => {
        const current = trainCurrent(layer, stepsOf(spikes, from, steps), perSpike);
        return ofNeuron(tf.add(current, tf.div(bias, timeSteps)));
      }),
    );
    return tf.concat(pieces);
  }
  const image = synapticCurrent(layer, input, weight);
  if (coding === 'constant') return tf.tile(ofNeuron(tf.div(tf.add(image, bias), timeSteps)), [timeSteps]);
  const spread = firstLayerBias === 'spread';
  const first = ofNeuron(tf.add(image, spread ? tf.div(bias, timeSteps) : bias));
  if (timeSteps === 1) return first;
  const later = ofNeuron(tf.add(tf.zerosLike(image), spread ? tf.div(bias, timeSteps) : 0));
  return tf.concat([first, tf.tile(later, [timeSteps - 1])]);
}
