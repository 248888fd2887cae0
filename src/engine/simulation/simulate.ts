/**
 * Simulates a finished (or, between stages, hybrid) spiking network. It knows nothing of training:
 * it takes a record and returns spikes and outputs.
 */
import * as tf from '@tensorflow/tfjs-core';
import { weightShape } from '../../networks/layer.ts';
import { affine } from '../layers/synapse.ts';
import { countsSpikes, dynamicsProblem, inputCodingOf } from '../spiking/dynamics.ts';
import { maxPoolingProblem } from '../spiking/max-pooling.ts';
import type { SpikeResponse } from '../spiking/neuron.ts';
import { countsOf } from '../spiking/packed-spikes.ts';
import { poissonTrain } from '../spiking/poisson.ts';
import { encode, respond, type SpikingTensors } from '../spiking/spiking-layer.ts';
import { isFullySpiking, type SpikingNetwork } from '../spiking/spiking-network.ts';
import type { Simulated, Simulator } from './simulator.ts';

/**
 * Creates the simulator of a network. Throws {@link RangeError} when the record's dynamics, its
 * thresholds and its max pooling do not go together.
 */
export function createSimulator(network: SpikingNetwork): Simulator {
  if (network.dynamics && !isFullySpiking(network))
    throw new RangeError('a network with dynamics has no analog hidden layers');
  const chain = network.layers.map(({ layer }) => layer);
  const unfit =
    dynamicsProblem(network) ??
    maxPoolingProblem(chain, { firing: network.firing, coding: inputCodingOf(network) });
  if (unfit) throw new RangeError(unfit);
  if (countsSpikes(network) !== (network.layers.at(-1)!.threshold !== null))
    throw new RangeError('the readout has a threshold where its counts are the answer, and only there');
  return {
    network,
    tensors: network.layers.map(({ layer, weight, bias, threshold }) => ({
      weight: tf.tensor(weight, [...weightShape(layer.synapse)]),
      bias: tf.tensor1d(bias),
      threshold: threshold && tf.tensor1d(threshold),
    })),
  };
}

export function disposeSimulator({ tensors }: Simulator): void {
  for (const { weight, bias, threshold } of tensors)
    tf.dispose(threshold ? [weight, bias, threshold] : [weight, bias]);
}

/**
 * Prepares images `x` `[N, h, w, c]` as {@link simulate} takes them: themselves, or their Poisson
 * trains. `firstImage` is the place of the first of them in its set; trains depend on it and on
 * nothing else of the set. The caller disposes both.
 */
export async function presented(
  { timeSteps, dynamics }: SpikingNetwork,
  x: tf.Tensor4D,
  firstImage: number,
): Promise<tf.Tensor> {
  if (dynamics?.coding !== 'poisson') return x;
  return poissonTrain(x, { timeSteps, seed: dynamics.seed, firstImage });
}

/** The input of a layer: spikes, or numbers when the layer before is analog. */
interface Reached {
  readonly arriving: tf.Tensor | null;
  readonly value: tf.Tensor;
}

/** Runs images as {@link presented}. Call inside a tidy; the caller keeps what it needs. */
export function simulate(simulator: Simulator, input: tf.Tensor): Simulated {
  const trains = inputCodingOf(simulator.network) === 'poisson' ? input : null;
  return onward(simulator, 0, { arriving: null, value: input }, trains);
}

/**
 * Runs the layers after layer `l` on spikes of layer `l` (packed-spikes.ts): the part of a network
 * that decodes them. Spikes and values are those of the hidden layers after it. Call inside a tidy.
 */
export function simulateBehind(simulator: Simulator, l: number, spikes: tf.Tensor): Simulated {
  return onward(simulator, l + 1, { arriving: spikes, value: countsOf(spikes) }, null);
}

/**
 * Runs the layers from `first` on with their input; `trains` are the input's own spike trains, if
 * it has some.
 */
function onward(
  { network, tensors }: Simulator,
  first: number,
  reached: Reached,
  trains: tf.Tensor | null,
): Simulated {
  const spikes: (tf.Tensor | null)[] = [];
  const values: tf.Tensor[] = [];
  const sent: tf.Tensor[] = [];
  let { arriving, value } = reached;
  const spike = (l: number, threshold: tf.Tensor1D): SpikeResponse => {
    const { layer, arrivalRate } = network.layers[l]!;
    const { weight, bias } = tensors[l]!;
    const spiking: SpikingTensors = { weight, bias, threshold };
    return arriving
      ? respond(layer, arriving, spiking, network, arrivalRate)
      : encode(layer, value, spiking, network);
  };
  const last = network.layers.length - 1;
  for (let l = first; l < last; l++) {
    const { weight, bias, threshold } = tensors[l]!;
    if (threshold) {
      const response = spike(l, threshold);
      arriving = response.spikes;
      value = response.spikeCount;
      sent.push(response.sent ?? value);
    } else {
      arriving = null;
      value = affine(network.layers[l]!.layer, value, weight, bias, 'relu');
      sent.push(value);
    }
    spikes.push(arriving);
    values.push(value);
  }
  const readout = tensors[last]!;
  const arrivingAtReadout = arriving ?? trains;
  if (readout.threshold) {
    const { spikes: readoutSpikes, spikeCount } = spike(last, readout.threshold);
    return { spikes, values, sent, output: spikeCount, arrivingAtReadout, readoutSpikes };
  }
  // A readout that sees the train itself gets its part of each spike.
  const seen = last === 0 && trains ? tf.div(countsOf(trains), network.timeSteps) : value;
  const output = affine(network.layers[last]!.layer, seen, readout.weight, readout.bias, 'linear');
  return { spikes, values, sent, output, arrivingAtReadout, readoutSpikes: null };
}
