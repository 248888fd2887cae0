/**
 * Compares, count by count, a network of staircases (clip–floor–shift) with the spiking network
 * that it becomes, at as many steps of the window as the staircases have.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type ExampleSet, inputsAt } from '../../src/engine/examples/example-set.ts';
import { rangeOf } from '../../src/engine/examples/examples.ts';
import { runLayer } from '../../src/engine/layers/ann.ts';
import {
  recordStaircases,
  type StaircaseNetwork,
  staircaseActivations,
} from '../../src/engine/methods/clip-floor-shift/clip-floor-shift-network.ts';
import { createSimulator, disposeSimulator, simulate } from '../../src/engine/simulation/simulate.ts';
import type { Firing } from '../../src/engine/spiking/neuron-settings.ts';

export interface Comparison {
  /** Neurons × images that were compared. */
  readonly compared: number;
  /** Counts that differ where all layers before agree and the value lies on the edge of a step. */
  ties: number;
  /** Counts that differ behind a tie, of the same image. */
  behindTies: number;
  /** All other counts that differ. */
  others: number;
  /** Images with any count that differs, and images that are answered otherwise. */
  images: number;
  answers: number;
}

/** The distance from the edge of a step, in steps, up to which float32 may fall to either side. */
const tie = 1e-4;

const batchSize = 200;

/** Compares on all of `examples`. */
export async function compareCounts(
  network: StaircaseNetwork,
  examples: ExampleSet,
  firing: Firing,
): Promise<Comparison> {
  const record = await recordStaircases(network, examples.inputShape, { timeSteps: network.steps, firing });
  const simulator = createSimulator(record);
  const bounds = network.logBounds.map((bound) => Math.exp(bound.dataSync()[0]!));
  const found = { compared: 0, ties: 0, behindTies: 0, others: 0, images: 0, answers: 0 };
  for (let first = 0; first < examples.count; first += batchSize) {
    const x = inputsAt(examples, rangeOf(first, batchSize, examples.count));
    tf.tidy(() => {
      const spiking = simulate(simulator, x);
      const analog = staircaseActivations(network, x, 'infer');
      const output = analog.pop()!;
      found.answers += differing(spiking.output.argMax(-1).dataSync(), output.argMax(-1).dataSync()).length;
      const tied = new Map<number, boolean>();
      for (const [l, values] of analog.entries()) {
        const perStep = bounds[l]! / network.steps;
        const wanted = values.dataSync().map((value) => Math.round(value / perStep));
        const counts = spiking.values[l]!.dataSync();
        found.compared += counts.length;
        const wrong = differing(counts, wanted);
        if (wrong.length === 0) continue;
        const edges = stepsOf(network, l, analog[l - 1] ?? x, perStep);
        const perImage = counts.length / x.shape[0];
        const before = new Map(tied);
        for (const i of wrong) {
          const image = Math.floor(i / perImage);
          const isTie = Math.abs(edges[i]! - Math.round(edges[i]!)) < tie;
          if (before.has(image)) found[before.get(image) ? 'behindTies' : 'others']++;
          else {
            found[isTie ? 'ties' : 'others']++;
            tied.set(image, isTie && (tied.get(image) ?? true));
          }
        }
      }
      found.images += tied.size;
    });
    x.dispose();
  }
  disposeSimulator(simulator);
  return found;
}

/** Returns the places at which two lists differ. */
function differing(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  const places: number[] = [];
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) places.push(i);
  return places;
}

/** Returns the places of a layer's values on its staircase: a step begins at a whole number. */
function stepsOf(network: StaircaseNetwork, l: number, value: tf.Tensor, perStep: number): Float32Array {
  const current = runLayer(network.layers[l]!, network.parameters[l]!, value, true, 'infer');
  return tf.add(tf.div(current, perStep), 0.5).dataSync() as Float32Array;
}
