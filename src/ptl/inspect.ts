/** One image, looked at from the inside: every spike of every layer, and the membrane of a single neuron. */
import * as tf from '@tensorflow/tfjs-core';
import { neuronCount, outputChannels } from './layer.ts';
import { initialShare, initialState, step } from './neuron.ts';
import { trainOf } from './packed-spikes.ts';
import { outputPotentials, type Simulator, simulate } from './simulate.ts';
import { synapticCurrent, trainCurrent } from './synapse.ts';

export interface InspectedLayer {
  /** `[T × neurons]`, time leading; empty while the layer is analog. */
  readonly spikes: Uint8Array;
  /** Spike counts, or activations while analog. */
  readonly counts: Float32Array;
}

export interface Inspected {
  readonly layers: readonly InspectedLayer[];
  /** W·c + b, `[classes]`. */
  readonly output: Float32Array;
  /** `[T × classes]`: output potentials after each step; empty while the last hidden layer is analog. */
  readonly potentials: Float32Array;
}

function imageTensor(simulator: Simulator, pixels: Float32Array): tf.Tensor4D {
  return tf.tensor4d(pixels, [1, ...simulator.network.inputShape]);
}

/** Runs one image of the network's input shape, 0…1. */
export async function inspectImage(simulator: Simulator, pixels: Float32Array): Promise<Inspected> {
  const x = imageTensor(simulator, pixels);
  const { timeSteps } = simulator.network;
  const hidden = simulator.network.layers.length - 1;
  const { output, values, trains, potentials } = tf.tidy(() => {
    const result = simulate(simulator, x);
    const last = result.spikes[hidden - 1];
    return {
      output: result.output,
      values: [...result.values],
      trains: result.spikes.map((spikes) => (spikes ? [trainOf(spikes, timeSteps)] : [])),
      potentials: last ? [outputPotentials(simulator, last)] : [],
    };
  });
  const layers: InspectedLayer[] = [];
  for (let l = 0; l < hidden; l++)
    layers.push({ counts: await taken([values[l]!]), spikes: Uint8Array.from(await taken(trains[l]!)) });
  const inspected = { layers, output: await taken([output]), potentials: await taken(potentials) };
  x.dispose();
  return inspected;
}

/** The values of the tensor, if there is one; frees it. */
async function taken([tensor]: tf.Tensor[]): Promise<Float32Array> {
  if (!tensor) return new Float32Array(0);
  const values = ((await tensor.data()) as Float32Array).slice();
  tensor.dispose();
  return values;
}

export interface Membrane {
  /** V₀. */
  readonly initialPotential: number;
  readonly threshold: number;
  /** V[t] before the reset of its own spike, `[T]`. */
  readonly potential: Float32Array;
  readonly spikes: Uint8Array;
}

/** The membrane of `neuron` (index in the flattened activations) of hidden layer `l`, which must spike. */
export async function membraneOf(
  simulator: Simulator,
  pixels: Float32Array,
  l: number,
  neuron: number,
): Promise<Membrane> {
  const { network } = simulator;
  const { layer, threshold } = network.layers[l]!;
  if (!threshold) throw new RangeError(`${layer.name} is still analog: it has no membrane`);
  if (!(Number.isInteger(neuron) && neuron >= 0 && neuron < neuronCount(layer)))
    throw new RangeError(`${layer.name} has neurons 0 to ${neuronCount(layer) - 1} (got ${neuron})`);
  const x = imageTensor(simulator, pixels);
  const currents = tf.tidy(() => currentOf(simulator, x, l));
  const values = (await currents.data()) as Float32Array;
  tf.dispose([x, currents]);
  const theta = threshold[threshold.length === 1 ? 0 : neuron % outputChannels(layer.synapse)]!;
  const neurons = neuronCount(layer);
  return tf.tidy(() => {
    const parameters = { threshold: tf.tensor1d([theta]) };
    let state = initialState([1], parameters, network.initialPotential);
    const potential = new Float32Array(network.timeSteps);
    const spikes = new Uint8Array(network.timeSteps);
    for (let t = 0; t < network.timeSteps; t++) {
      const result = step(tf.tensor1d([values[t * neurons + neuron]!]), state, parameters);
      potential[t] = result.membranePotential.dataSync()[0]!;
      spikes[t] = result.spikes.dataSync()[0]!;
      state = result.state;
    }
    return {
      initialPotential: theta * initialShare(network.initialPotential),
      threshold: theta,
      potential,
      spikes,
    };
  });
}

/** z[t] of every neuron of layer `l`, bias included: `[T, …]` flattened behind the time axis. */
function currentOf(simulator: Simulator, x: tf.Tensor4D, l: number): tf.Tensor2D {
  const { network, tensors } = simulator;
  const { layer } = network.layers[l]!;
  const { weight, bias } = tensors[l]!;
  const neurons = neuronCount(layer);
  const steps = network.timeSteps;
  if (l > 0) {
    const train = trainOf(simulate(simulator, x).spikes[l - 1]!, steps);
    const current = tf.add(trainCurrent(layer, train, weight), tf.div(bias, steps));
    return tf.reshape(current, [steps, neurons]);
  }
  const spread = network.firstLayerBias === 'spread';
  const image = synapticCurrent(layer, x, weight);
  const first = tf.reshape(tf.add(image, spread ? tf.div(bias, steps) : bias), [1, neurons]);
  if (steps === 1) return first as tf.Tensor2D;
  const later = tf.add(tf.zerosLike(image), spread ? tf.div(bias, steps) : 0);
  return tf.concat([first, tf.tile(tf.reshape(later, [1, neurons]), [steps - 1, 1])]) as tf.Tensor2D;
}
