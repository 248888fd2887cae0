/** Computes the membrane of one neuron on one image, step by step over the whole window. */
import * as tf from '@tensorflow/tfjs-core';
import { neuronCount, outputChannels } from '../../networks/layer.ts';
import { synapticCurrent, trainCurrent } from '../layers/synapse.ts';
import { inputCodingOf } from '../spiking/dynamics.ts';
import { firesAfterWindow } from '../spiking/neuron-settings.ts';
import { type Membrane, runCollecting, runNeuron } from '../spiking/one-neuron.ts';
import { countsOf, stepsOf } from '../spiking/packed-spikes.ts';
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
  const [current, whole] = tf.tidy(() => [
    currentOf(simulator, input, l, neuron),
    collectedBy(simulator, input, l, neuron),
  ]);
  const values = (await current!.data()) as Float32Array;
  const [collected] = await whole!.data();
  tf.dispose([input, current!, whole!]);
  const theta = threshold[threshold.length === 1 ? 0 : neuron % outputChannels(layer.synapse)]!;
  const { initialPotential, dynamics } = network;
  const { leak = 1, reset = 'soft' } = dynamics ?? {};
  const single = { threshold: theta, initialPotential, leak, reset };
  return firesAfterWindow(network) ? runCollecting(values, collected!, single) : runNeuron(values, single);
}

/** Returns Σz of one neuron over the window, as a layer that fires after it adds it: `[1]`. */
function collectedBy(simulator: Simulator, input: tf.Tensor, l: number, neuron: number): tf.Tensor {
  const { network, tensors } = simulator;
  const { layer } = network.layers[l]!;
  const { weight, bias } = tensors[l]!;
  const poisson = l === 0 && inputCodingOf(network) === 'poisson';
  const spikes = l > 0 ? simulate(simulator, input).spikes[l - 1]! : null;
  const arriving = spikes ? countsOf(spikes) : poisson ? countsOf(input) : input;
  const perSpike = poisson ? tf.div(weight, network.timeSteps) : weight;
  const current = tf.add(synapticCurrent(layer, arriving, perSpike), bias);
  return tf.slice(tf.reshape(current, [-1]), [neuron], [1]);
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
