/**
 * Measures the hidden layers after the first on synthetic spike trains: event-driven, and the dense
 * way for comparison.
 */
import * as tf from '@tensorflow/tfjs-core';
import { chunksOf, integrateAndFireName, wordSteps } from '../../src/backends/kernels/spiking/contract.ts';
import { runKernel } from '../../src/backends/plain-kernel.ts';
import { synapseTensors, trainCurrent } from '../../src/engine/layers/synapse.ts';
import { createRandom } from '../../src/engine/work/random.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { arrivingShape, type Layer, outputChannels, weightShape } from '../../src/networks/layer.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { sizeOf } from '../../src/networks/shape.ts';
import { timed } from './stopwatch.ts';
import type { LayerTiming, TrainsQuestion } from './worker-api.ts';

/**
 * Returns the layers that are driven by spikes and spike themselves: all but the first and the
 * readout.
 */
function spikingLayers(network: string): Layer[] {
  return toLayers(parseNotation(network)).slice(1, -1);
}

/**
 * Returns packed spikes `[chunks, N, …]`, each neuron spiking in each step with the same chance.
 */
function packedTrain(shape: readonly number[], { timeSteps, rate, images, seed }: TrainsQuestion): tf.Tensor {
  const random = createRandom(seed, 'synthetic trains');
  const plane = images * sizeOf(shape);
  const words = new Int32Array(chunksOf(timeSteps) * plane);
  for (let t = 0; t < timeSteps; t++) {
    const first = Math.floor(t / wordSteps) * plane;
    const bit = 1 << (t % wordSteps);
    for (let i = 0; i < plane; i++) if (random.next() < rate) words[first + i]! |= bit;
  }
  return tf.tensor(words, [chunksOf(timeSteps), images, ...shape], 'int32');
}

/**
 * Returns weights and thresholds of the size that a trained layer has, so that a part of the
 * neurons fires.
 */
function neuronsOf(
  layer: Layer,
  seed: number,
): { weight: tf.Tensor; injected: tf.Tensor; threshold: tf.Tensor } {
  const random = createRandom(seed, layer.name);
  const shape = weightShape(layer.synapse);
  const channels = outputChannels(layer.synapse);
  const bound = Math.sqrt((6 * channels) / sizeOf(shape));
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (2 * random.next() - 1) * bound);
  return {
    weight: tf.tensor(values, [...shape]),
    injected: tf.zeros([channels]),
    threshold: tf.tensor1d([1]),
  };
}

export async function measureSpiking(question: TrainsQuestion): Promise<LayerTiming[]> {
  const timings: LayerTiming[] = [];
  for (const layer of spikingLayers(question.network)) {
    const neurons = neuronsOf(layer, question.seed);
    const spikes = packedTrain(arrivingShape(layer), question);
    const run = () => runSpiking(layer, { spikes, ...neurons }, question.timeSteps);
    const milliseconds = timed(() => tf.dispose(run()));
    const [train, counts, operations] = run() as [tf.Tensor, tf.Tensor, tf.Tensor];
    const done = ((await operations.data()) as Int32Array).reduce((total, n) => total + n, 0);
    tf.dispose([train, counts, operations, spikes, ...Object.values(neurons)]);
    timings.push({ name: layer.name, milliseconds, accumulates: done / question.images });
  }
  return timings;
}

function runSpiking(
  layer: Layer,
  inputs: { spikes: tf.Tensor; weight: tf.Tensor; injected: tf.Tensor; threshold: tf.Tensor },
  timeSteps: number,
): tf.Tensor[] {
  const window = { timeSteps, initialShare: 0 };
  const { kernel, geometry } = synapseTensors(layer).events(layer.synapse);
  return runKernel(kernel, inputs, { ...window, ...geometry });
}

export async function measureDense(question: TrainsQuestion): Promise<LayerTiming[]> {
  const { timeSteps, images, rate, seed } = question;
  return spikingLayers(question.network).map((layer) => {
    const { weight, injected, threshold } = neuronsOf(layer, seed);
    const random = createRandom(seed, 'synthetic trains');
    const shape = [timeSteps, images, ...arrivingShape(layer)];
    const values = Float32Array.from({ length: sizeOf(shape) }, () => (random.next() < rate ? 1 : 0));
    const train = tf.tensor(values, shape);
    const milliseconds = timed(() => {
      const current = tf.tidy(() => trainCurrent(layer, train, weight));
      const fired = runKernel(
        integrateAndFireName,
        { current, injected, threshold },
        { timeSteps, initialShare: 0 },
      );
      tf.dispose([current, ...fired]);
    });
    tf.dispose([train, weight, injected, threshold]);
    return { name: layer.name, milliseconds, accumulates: 0 };
  });
}
