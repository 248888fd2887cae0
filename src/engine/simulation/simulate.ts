/**
 * The simulator of a finished (or, between stages, hybrid) spiking network. It knows nothing of
 * training: a record in, spikes and outputs out.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type NetworkCost, networkCost } from '../../networks/cost.ts';
import { neuronCount, sizeOf, weightShape } from '../../networks/layer.ts';
import { batchFrom, imagesFrom, type LabelledImages } from '../examples/data.ts';
import { affine } from '../layers/synapse.ts';
import { argMax } from '../learning/loss.ts';
import { countsSpikes, inputCodingOf } from '../spiking/dynamics.ts';
import type { SpikeResponse } from '../spiking/neuron.ts';
import { countsOf, packsSpikes } from '../spiking/packed-spikes.ts';
import { poissonTrain } from '../spiking/poisson.ts';
import { encode, respond, type SpikingTensors } from '../spiking/spiking-layer.ts';
import { isFullySpiking, type SpikingNetwork } from '../spiking/spiking-network.ts';
import { alone, type Crew, shareOf, sumOver } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import { answersOverTime } from './answers.ts';
import { plannedBatch } from './simulation-memory.ts';
import type { Simulated, Simulator } from './simulator.ts';

/** Throws {@link RangeError} where the record's dynamics and its thresholds do not go together. */
export function createSimulator(network: SpikingNetwork): Simulator {
  if (network.dynamics && !isFullySpiking(network))
    throw new RangeError('a network with dynamics has no analog hidden layers');
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
 * What {@link simulate} takes for images `x` `[N, h, w, c]`: themselves, or their Poisson trains.
 * `firstImage` is the place of the first of them in its set; trains depend on it and on nothing
 * else of the set. The caller disposes both.
 */
export async function presented(
  { timeSteps, dynamics }: SpikingNetwork,
  x: tf.Tensor4D,
  firstImage: number,
): Promise<tf.Tensor> {
  if (dynamics?.coding !== 'poisson') return x;
  return poissonTrain(x, { timeSteps, seed: dynamics.seed, firstImage });
}

/** Runs images as {@link presented}. Call inside a tidy; the caller keeps what it needs. */
export function simulate({ network, tensors }: Simulator, input: tf.Tensor): Simulated {
  const spikes: (tf.Tensor | null)[] = [];
  const values: tf.Tensor[] = [];
  const poisson = inputCodingOf(network) === 'poisson';
  let arriving: tf.Tensor | null = null;
  let value: tf.Tensor = input;
  const spike = (l: number, threshold: tf.Tensor1D): SpikeResponse => {
    const { layer, arrivalRate } = network.layers[l]!;
    const { weight, bias } = tensors[l]!;
    const spiking: SpikingTensors = { weight, bias, threshold };
    return arriving
      ? respond(layer, arriving, spiking, network, arrivalRate)
      : encode(layer, value, spiking, network);
  };
  const last = network.layers.length - 1;
  for (let l = 0; l < last; l++) {
    const { weight, bias, threshold } = tensors[l]!;
    if (threshold) {
      const response = spike(l, threshold);
      arriving = response.spikes;
      value = response.spikeCount;
    } else {
      arriving = null;
      value = affine(network.layers[l]!.layer, value, weight, bias, 'relu');
    }
    spikes.push(arriving);
    values.push(value);
  }
  const readout = tensors[last]!;
  const arrivingAtReadout = arriving ?? (poisson ? input : null);
  if (readout.threshold) {
    const { spikes: readoutSpikes, spikeCount } = spike(last, readout.threshold);
    return { spikes, values, output: spikeCount, arrivingAtReadout, readoutSpikes };
  }
  // A readout that sees the train itself gets its part of each spike.
  const seen = last === 0 && poisson ? tf.div(countsOf(input), network.timeSteps) : value;
  const output = affine(network.layers[last]!.layer, seen, readout.weight, readout.bias, 'linear');
  return { spikes, values, output, arrivingAtReadout, readoutSpikes: null };
}

export interface Evaluation {
  readonly accuracy: number;
  readonly images: number;
  /** Spike counts per neuron of each hidden layer summed over the images. */
  readonly spikeSums: readonly Float64Array[];
  /** Null while a hidden layer is still analog. */
  readonly cost: NetworkCost | null;
  readonly predictions: Uint8Array;
  /**
   * Accuracy if the answer were read after step t + 1 of the window, from the spikes (or counts)
   * and the bias that have come by then; `timeSteps` entries, the last one `accuracy`. Null where
   * it was not asked for.
   */
  readonly anytime: readonly number[] | null;
}

/**
 * Images per batch so that the currents of a window of the paper's kind stay within a modest
 * memory.
 */
export function simulationBatch(timeSteps: number): number {
  return Math.max(8, Math.min(250, Math.floor(2048 / timeSteps)));
}

/**
 * Accuracy and cost on a set of images; equal outputs go to the lower class. A crew shares the
 * work; each member then knows the sums over all, and the predictions of its own share.
 */
export async function evaluate(
  simulator: Simulator,
  all: LabelledImages,
  watch: Watch,
  crew: Crew = alone,
  { anytime = false }: { readonly anytime?: boolean } = {},
): Promise<Evaluation> {
  const { start, count } = shareOf(all.count, crew);
  const data = imagesFrom(all, start, count);
  const { network } = simulator;
  const hidden = network.layers.slice(0, -1);
  const spikeSums = hidden.map(({ layer }) => new Float64Array(neuronCount(layer)));
  const predictions = new Uint8Array(data.count);
  const batchSize = batchFor(network);
  /** Of the pixels, where they spike themselves. */
  const inputSums =
    inputCodingOf(network) === 'poisson' ? new Float64Array(sizeOf(network.inputShape)) : null;
  const batches = Math.ceil(data.count / batchSize);
  let hits = 0;
  /** By steps, the last one left out: that one's answer is the output itself. */
  const earlyHits = new Float64Array(anytime ? network.timeSteps - 1 : 0);
  for (let b = 0; b < batches; b++) {
    const { x, labels } = batchFrom(data, b * batchSize, batchSize);
    const input = await presented(network, x, start + b * batchSize);
    const { output, sums, early, entered } = tf.tidy(() => {
      const result = simulate(simulator, input);
      return {
        output: result.output,
        sums: result.values.map((v) => sumOverImages(v)),
        early: earlyHits.length > 0 ? [earlyAnswers(simulator, result)] : [],
        entered: inputSums ? [sumOverImages(countsOf(input))] : [],
      };
    });
    const logits = (await output.data()) as Float32Array;
    const classes = output.shape[1]!;
    for (let i = 0; i < labels.length; i++) {
      const predicted = argMax(logits.subarray(i * classes, (i + 1) * classes));
      predictions[b * batchSize + i] = predicted;
      if (predicted === labels[i]) hits++;
    }
    for (const answers of early)
      countHits((await answers.data()) as Float32Array, labels, classes, earlyHits);
    for (const [l, sum] of sums.entries()) await addTo(spikeSums[l]!, sum);
    for (const sum of entered) await addTo(inputSums!, sum);
    tf.dispose([x, input, output, ...sums, ...early, ...entered]);
    await watch({ phase: 'testing', batch: b + 1, batches });
  }
  const [hitsOfAll, ...earlyHitsOfAll] = await sumOver(crew, [hits, ...earlyHits]);
  for (const sums of inputSums ? [...spikeSums, inputSums] : spikeSums)
    sums.set(await sumOver(crew, [...sums]));
  return {
    accuracy: hitsOfAll! / all.count,
    images: all.count,
    spikeSums,
    cost: isFullySpiking(network)
      ? networkCost(
          network.layers.map(({ layer }) => layer),
          spikeSums,
          all.count,
          { limited: limitedWeights(network), coding: inputCodingOf(network), inputSums },
        )
      : null,
    predictions,
    anytime: anytime ? [...earlyHitsOfAll, hitsOfAll!].map((of) => of / all.count) : null,
  };
}

/**
 * Answers after steps 1…T − 1, `[T − 1, N, classes]`. Without a spike before it, the output knows
 * all from the first step on.
 */
function earlyAnswers(simulator: Simulator, simulated: Simulated): tf.Tensor {
  const steps = simulator.network.timeSteps - 1;
  const answers = answersOverTime(simulator, simulated);
  if (!answers) return tf.stack(new Array<tf.Tensor>(steps).fill(simulated.output));
  return tf.slice(answers, 0, steps);
}

/** Adds to `hits[t]` how many rows of `potentials` `[hits, labels, classes]` name the label. */
function countHits(
  potentials: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  hits: Float64Array,
): void {
  for (let t = 0; t < hits.length; t++)
    for (let i = 0; i < labels.length; i++) {
      const at = (t * labels.length + i) * classes;
      if (argMax(potentials.subarray(at, at + classes)) === labels[i]) hits[t]!++;
    }
}

/** Weights of the layers under a fan-in limit, for what they cost. */
function limitedWeights({ layers, constraint }: SpikingNetwork): (Float32Array | null)[] {
  const limited = (constraint?.fanIn ?? null) !== null;
  return layers.map(({ weight, constrained }) => (limited && constrained ? weight : null));
}

/**
 * Images per batch: of a network with dynamics as many as its window leaves room for. Throws as
 * {@link plannedBatch}.
 */
function batchFor({ layers, timeSteps, dynamics }: SpikingNetwork): number {
  if (!dynamics) return simulationBatch(timeSteps);
  return plannedBatch({ layers: layers.map(({ layer }) => layer), timeSteps, dynamics }, packsSpikes());
}

async function addTo(sums: Float64Array, addends: tf.Tensor): Promise<void> {
  const values = await addends.data();
  for (let i = 0; i < values.length; i++) sums[i]! += values[i]!;
}

/** `[N, …]` to `[neurons]`: a product with ones, which every backend does fast. */
function sumOverImages(values: tf.Tensor): tf.Tensor {
  const images = values.shape[0]!;
  return tf.reshape(tf.matMul(tf.ones([1, images]), tf.reshape(values, [images, -1])), [-1]);
}
