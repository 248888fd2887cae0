/**
 * The simulator of a finished (or, between stages, hybrid) spiking network. It knows nothing of training: a record in,
 * spikes and output potentials out.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type NetworkCost, networkCost } from './cost.ts';
import { alone, type Crew, shareOf, sumOver } from './crew.ts';
import { batchFrom, imagesFrom, type LabelledImages } from './data.ts';
import { neuronCount, weightShape } from './layer.ts';
import { argMax } from './loss.ts';
import type { SpikeResponse } from './neuron.ts';
import { trainOf } from './packed-spikes.ts';
import { encode, respond, type SpikingTensors } from './spiking-layer.ts';
import { isFullySpiking, type SpikingNetwork } from './spiking-network.ts';
import { affine, trainCurrent } from './synapse.ts';
import type { Watch } from './watch.ts';

/** A network record with its numbers on the backend. */
export interface Simulator {
  readonly network: SpikingNetwork;
  readonly tensors: readonly {
    readonly weight: tf.Tensor;
    readonly bias: tf.Tensor1D;
    readonly threshold: tf.Tensor1D | null;
  }[];
}

export function createSimulator(network: SpikingNetwork): Simulator {
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

/** Everything one batch `[N, …]` does. */
export interface Simulated {
  /** Per hidden layer: its spikes (packed-spikes.ts), or null where it is analog. */
  readonly spikes: readonly (tf.Tensor | null)[];
  /** Per hidden layer: spike counts, or activations where it is still analog. `[N, …]` */
  readonly values: readonly tf.Tensor[];
  /** Free aggregate potential of the output, W·c + b, `[N, classes]` (§3.4). */
  readonly output: tf.Tensor;
}

/** Runs images `x` `[N, h, w, c]`. Call inside a tidy; the caller keeps what it needs. */
export function simulate({ network, tensors }: Simulator, x: tf.Tensor4D): Simulated {
  const spikes: (tf.Tensor | null)[] = [];
  const values: tf.Tensor[] = [];
  let arriving: tf.Tensor | null = null;
  let value: tf.Tensor = x;
  const last = network.layers.length - 1;
  for (let l = 0; l < last; l++) {
    const { layer, arrivalRate } = network.layers[l]!;
    const { weight, bias, threshold } = tensors[l]!;
    if (threshold) {
      const spiking: SpikingTensors = { weight, bias, threshold };
      const response: SpikeResponse = arriving
        ? respond(layer, arriving, spiking, network, arrivalRate)
        : encode(layer, value, spiking, network);
      arriving = response.spikes;
      value = response.spikeCount;
    } else {
      arriving = null;
      value = affine(layer, value, weight, bias, 'relu');
    }
    spikes.push(arriving);
    values.push(value);
  }
  const readout = tensors[last]!;
  return {
    spikes,
    values,
    output: affine(network.layers[last]!.layer, value, readout.weight, readout.bias, 'linear'),
  };
}

/**
 * Output potentials after each step, `[T, N, classes]`: Σ_{τ≤t} W·s[τ] + b·t/T. The last row is W·c + b. Needs the last
 * hidden layer's spikes.
 */
export function outputPotentials({ network, tensors }: Simulator, lastSpikes: tf.Tensor): tf.Tensor {
  const last = network.layers.length - 1;
  const { weight, bias } = tensors[last]!;
  const train = trainOf(lastSpikes, network.timeSteps);
  const currents = tf.add(
    trainCurrent(network.layers[last]!.layer, train, weight),
    tf.div(bias, network.timeSteps),
  );
  // cumsum runs along the last axis only on some backends, and wasm writes out of bounds when that is called −1.
  return tf.transpose(tf.cumsum(tf.transpose(currents, [1, 2, 0]), 2), [2, 0, 1]);
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
   * Accuracy if the answer were read after step t + 1 of the window, from the spikes and the bias that have come by then; `timeSteps`
   * entries, the last one `accuracy`. Null where it was not asked for.
   */
  readonly anytime: readonly number[] | null;
}

/** Images per batch so that a window's currents stay within a modest memory. */
export function simulationBatch(timeSteps: number): number {
  return Math.max(8, Math.min(250, Math.floor(2048 / timeSteps)));
}

/**
 * Accuracy and cost on a set of images. A crew shares the work; each member then knows the sums over all, and the predictions of its
 * own share.
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
  const batchSize = simulationBatch(network.timeSteps);
  const batches = Math.ceil(data.count / batchSize);
  let hits = 0;
  /** By steps, the last one left out: that one's answer is the output itself. */
  const earlyHits = new Float64Array(anytime ? network.timeSteps - 1 : 0);
  for (let b = 0; b < batches; b++) {
    const { x, labels } = batchFrom(data, b * batchSize, batchSize);
    const tensors = tf.tidy(() => {
      const result = simulate(simulator, x);
      const early = earlyHits.length > 0 ? [earlyOutputs(simulator, result)] : [];
      return [result.output, ...result.values.map((v) => sumOverImages(v)), ...early];
    });
    const output = tensors[0]!;
    const sums = tensors.slice(1, 1 + hidden.length);
    const early = tensors[1 + hidden.length];
    const logits = (await output.data()) as Float32Array;
    const classes = output.shape[1]!;
    for (let i = 0; i < labels.length; i++) {
      const predicted = argMax(logits.subarray(i * classes, (i + 1) * classes));
      predictions[b * batchSize + i] = predicted;
      if (predicted === labels[i]) hits++;
    }
    if (early) countHits((await early.data()) as Float32Array, labels, classes, earlyHits);
    for (let l = 0; l < sums.length; l++) {
      const values = await sums[l]!.data();
      for (let i = 0; i < values.length; i++) spikeSums[l]![i]! += values[i]!;
    }
    tf.dispose([x, ...tensors]);
    await watch({ phase: 'testing', batch: b + 1, batches });
  }
  const [hitsOfAll, ...earlyHitsOfAll] = await sumOver(crew, [hits, ...earlyHits]);
  for (const sums of spikeSums) sums.set(await sumOver(crew, [...sums]));
  return {
    accuracy: hitsOfAll! / all.count,
    images: all.count,
    spikeSums,
    cost: isFullySpiking(network)
      ? networkCost(
          network.layers.map(({ layer }) => layer),
          spikeSums,
          all.count,
          limitedWeights(network),
        )
      : null,
    predictions,
    anytime: anytime ? [...earlyHitsOfAll, hitsOfAll!].map((of) => of / all.count) : null,
  };
}

/** Output potentials after steps 1…T − 1, `[T − 1, N, classes]`. Without a spike before it, the output knows all from the first step on. */
function earlyOutputs(simulator: Simulator, { spikes, output }: Simulated): tf.Tensor {
  const steps = simulator.network.timeSteps - 1;
  const lastSpikes = spikes.at(-1);
  if (!lastSpikes) return tf.stack(new Array<tf.Tensor>(steps).fill(output));
  const potentials = outputPotentials(simulator, lastSpikes);
  return tf.slice(potentials, 0, steps);
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

/** `[N, …]` to `[neurons]`: a product with ones, which every backend does fast. */
function sumOverImages(values: tf.Tensor): tf.Tensor {
  const images = values.shape[0]!;
  return tf.reshape(tf.matMul(tf.ones([1, images]), tf.reshape(values, [images, -1])), [-1]);
}
