/**
 * Compares the engine's simulator with the reference: layer by layer on the engine's own trains,
 * then end to end.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type ExampleSet, inputsAt } from '../examples/example-set.ts';
import { argMax } from '../objectives/rows.ts';
import { createSimulator, disposeSimulator, simulate } from '../simulation/simulate.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { referenceLayer, referenceRun } from './reference-simulator.ts';

/** Distance to ϑ below which float32 and float64 may disagree about a spike. */
export const closeCall = 1e-4;

export interface Comparison {
  readonly images: number;
  /** Results per hidden layer, over all images. */
  readonly layers: readonly {
    readonly name: string;
    readonly neurons: number;
    /**
     * Neurons whose counts differ although no V of theirs came within `closeCall` of ϑ; there must
     * be none.
     */
    readonly wrong: number;
    /** Neurons whose counts differ after a close call. */
    readonly excused: number;
    /** Neurons that had a close call at all. */
    readonly close: number;
  }[];
  readonly samePrediction: number;
  /**
   * Images predicted differently with a close call somewhere, and without one; of the latter there
   * must be none.
   */
  readonly excusedPredictions: number;
  readonly wrongPredictions: number;
}

/**
 * Runs the engine on one image. Returns its pixels, trains and counts per hidden layer, and its
 * prediction.
 */
async function engineOn(simulator: ReturnType<typeof createSimulator>, data: ExampleSet, index: number) {
  const x = inputsAt(data, [index]);
  const tensors = tf.tidy(() => {
    const { spikes, values, output } = simulate(simulator, x);
    return [output, ...values, ...spikes.map((packed) => trainOf(packed!, simulator.network.timeSteps))];
  });
  const [pixels, output, ...rest] = await Promise.all(
    [x, ...tensors].map(async (tensor) => ((await tensor.data()) as Float32Array).slice()),
  );
  tf.dispose([x, ...tensors]);
  const hidden = rest.length / 2;
  return {
    pixels: pixels!,
    prediction: argMax(output!),
    layers: Array.from({ length: hidden }, (_, l) => {
      const train = rest[hidden + l]!;
      const neurons = rest[l]!.length;
      const steps = simulator.network.timeSteps;
      return {
        counts: rest[l]!,
        train: Array.from({ length: steps }, (_, t) => train.subarray(t * neurons, (t + 1) * neurons)),
      };
    }),
  };
}

/** Compares on all of `data`, whose images the fully spiking `network` takes. */
export async function compareWithReference(network: SpikingNetwork, data: ExampleSet): Promise<Comparison> {
  const simulator = createSimulator(network);
  const layers = network.layers
    .slice(0, -1)
    .map(({ layer }) => ({ name: layer.name, neurons: 0, wrong: 0, excused: 0, close: 0 }));
  let samePrediction = 0;
  let excusedPredictions = 0;
  let wrongPredictions = 0;
  try {
    for (let index = 0; index < data.count; index++) {
      const engine = await engineOn(simulator, data, index);
      layers.forEach((tally, l) => {
        const input = l === 0 ? engine.pixels : engine.layers[l - 1]!.train;
        const { counts, margins } = referenceLayer(network, l, input);
        tally.neurons += counts.length;
        counts.forEach((count, i) => {
          const close = margins[i]! < closeCall;
          if (close) tally.close++;
          if (count === engine.layers[l]!.counts[i]) return;
          if (close) tally.excused++;
          else tally.wrong++;
        });
      });
      const { responses, output } = referenceRun(network, engine.pixels);
      if (argMax(output) === engine.prediction) samePrediction++;
      else if (responses.some(({ margins }) => margins.some((m) => m < closeCall))) excusedPredictions++;
      else wrongPredictions++;
    }
  } finally {
    disposeSimulator(simulator);
  }
  return { images: data.count, layers, samePrediction, excusedPredictions, wrongPredictions };
}

/** Writes one line: what was compared and every difference. */
export function inWords(comparison: Comparison): string {
  const { images, layers, samePrediction, excusedPredictions, wrongPredictions } = comparison;
  const each = layers.map(
    ({ name, neurons, wrong, excused, close }) =>
      `${name} ${wrong + excused} of ${neurons} counts differ (${excused} with |V − ϑ| < ${closeCall}, of ${close} such neurons)`,
  );
  const differing = excusedPredictions + wrongPredictions;
  return (
    `${images} images: ${each.join('; ')}; same prediction on ${samePrediction}` +
    (differing > 0 ? `, ${differing} differ, ${excusedPredictions} of them after a close call` : '')
  );
}
