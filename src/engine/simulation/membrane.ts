/** Computes the membrane of one neuron on one image, step by step over the whole window. */
import * as tf from '@tensorflow/tfjs-core';
import { neuronCount, outputChannels } from '../../networks/layer.ts';
import { synapticCurrent, trainCurrent } from '../layers/synapse.ts';
import { inputCodingOf, simulatedSteps } from '../spiking/dynamics.ts';
import { firesAfterWindow } from '../spiking/neuron-settings.ts';
import { type Membrane, runCollecting, runNeuron } from '../spiking/one-neuron.ts';
import { countsOf, stepsOf } from '../spiking/packed-spikes.ts';
import { collectedCurrent } from '../spiking/spiking-layer.ts';
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
  const [current, whole = null] = tf.tidy(() => {
    const arriving = arrivingAt(simulator, input, l);
    const steps = currentOf(simulator, arriving, l, neuron);
    return firesAfterWindow(network) ? [steps, collectedBy(simulator, arriving, l, neuron)] : [steps];
  }) as [tf.Tensor, tf.Tensor?];
  const values = (await current.data()) as Float32Array;
  const collected = whole && (await whole.data())[0]!;
  tf.dispose(whole ? [input, current, whole] : [input, current]);
  const theta = threshold[threshold.length === 1 ? 0 : neuron % outputChannels(layer.synapse)]!;
  const { initialPotential, dynamics } = network;
  const { leak = 1, reset = 'soft' } = dynamics ?? {};
  const { timeSteps } = network;
  const single = { threshold: theta, initialPotential, leak, reset, spikes: dynamics?.spikes, timeSteps };
  return collected === null ? runNeuron(values, single) : runCollecting(values, collected, single);
}

/** What reaches a layer: a train and the weights of its spikes, or the image itself. */
interface Arriving {
  readonly input: tf.Tensor;
  readonly spikes: boolean;
  readonly weight: tf.Tensor;
}

/** Returns what reaches layer `l`. `input` is the image as presented. */
function arrivingAt(simulator: Simulator, input: tf.Tensor, l: number): Arriving {
  const { network, tensors } = simulator;
  const { weight } = tensors[l]!;
  if (l > 0) return { input: simulate(simulator, input).spikes[l - 1]!, spikes: true, weight };
  if (inputCodingOf(network) !== 'poisson') return { input, spikes: false, weight };
  return { input, spikes: true, weight: tf.div(weight, network.timeSteps) };
}

/** Returns Σz of one neuron over the window, as a layer that fires after it adds it: `[1]`. */
function collectedBy(
  { network, tensors }: Simulator,
  { input, spikes, weight }: Arriving,
  l: number,
  neuron: number,
): tf.Tensor {
  const { layer } = network.layers[l]!;
  const current = collectedCurrent(layer, spikes ? countsOf(input) : input, weight, tensors[l]!.bias);
  return tf.slice(tf.reshape(current, [-1]), [neuron], [1]);
}

/** Returns z[t] of one neuron of layer `l`, bias included: `[T]`. */
function currentOf(
  { network, tensors }: Simulator,
  { input, spikes, weight }: Arriving,
  l: number,
  neuron: number,
): tf.Tensor {
  const { timeSteps, firstLayerBias } = network;
  const settling = simulatedSteps(network) - timeSteps;
  const { layer } = network.layers[l]!;
  const { bias } = tensors[l]!;
  const ofNeuron = (current: tf.Tensor): tf.Tensor => {
    const rows = tf.reshape(current, [-1, neuronCount(layer)]);
    return tf.reshape(tf.slice(rows, [0, neuron], [-1, 1]), [-1]);
  };
  if (spikes) {
    const pieces = piecesOf(timeSteps).map(({ from, steps }) =>
      tf.tidy(() => {
        const current = trainCurrent(layer, stepsOf(input, from, steps), weight);
        return ofNeuron(tf.add(current, tf.div(bias, timeSteps)));
      }),
    );
    if (settling > 0)
      pieces.push(
        l === 0
          ? tf.zeros([settling])
          : ofNeuron(trainCurrent(layer, tf.slice(input, timeSteps, settling), weight)),
      );
    return tf.concat(pieces);
  }
  const image = synapticCurrent(layer, input, weight);
  if (inputCodingOf(network) === 'constant')
    return settled(tf.tile(ofNeuron(tf.div(tf.add(image, bias), timeSteps)), [timeSteps]), settling);
  const spread = firstLayerBias === 'spread';
  const first = ofNeuron(tf.add(image, spread ? tf.div(bias, timeSteps) : bias));
  if (timeSteps === 1) return settled(first, settling);
  const later = ofNeuron(tf.add(tf.zerosLike(image), spread ? tf.div(bias, timeSteps) : 0));
  return settled(tf.concat([first, tf.tile(later, [timeSteps - 1])]), settling);
}

/** Returns currents with so many steps behind them in which nothing comes. */
function settled(currents: tf.Tensor, steps: number): tf.Tensor {
  return steps === 0 ? currents : tf.concat([currents, tf.zeros([steps])]);
}
