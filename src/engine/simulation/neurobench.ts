/** Counts a spiking network by NeuroBench's definitions while it is simulated. */
import * as tf from '@tensorflow/tfjs-core';
import { arrivesUnchanged, neuronCount } from '../../networks/layer.ts';
import { footprintOf, type NeuroBench, neuroBench, zerosIn } from '../../networks/neurobench.ts';
import { type Arrived, createTally } from '../layers/tally.ts';
import { inputCodingOf, simulatedSteps } from '../spiking/dynamics.ts';
import { stepsOf } from '../spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { piecesOf } from '../spiking/window-pieces.ts';
import type { Crew } from '../work/crew.ts';
import type { Simulated } from './simulator.ts';

/** What the spikes of all examples add up to. */
export interface SpikeSums {
  /** Spikes of each neuron of each hidden layer. */
  readonly hidden: readonly ArrayLike<number>[];
  /** Spikes of the pixels; null where they do not spike. */
  readonly input: ArrayLike<number> | null;
  /** Spikes of the readout; null where it has none. */
  readonly readout: number | null;
}

export interface SpikeTally {
  /** Counts a batch: the input as it was presented, and what was simulated. Call inside a tidy. */
  add(input: tf.Tensor, simulated: Simulated): void;
  /** Fetches what was counted, after each batch. */
  fetch(): Promise<void>;
  /** Returns the block over `images` examples, of which the whole crew knows the spikes. */
  block(sums: SpikeSums, images: number, crew: Crew): Promise<NeuroBench>;
}

/**
 * Begins to count a network whose hidden layers all spike. A layer is computed once a step, on what
 * arrives at that step: an image as current at step 1 counts once, one as constant current at each
 * step. Spikes that arrive as they were sent are known from their sums; behind pooling, and where
 * they are signed or graded, they are counted step by step.
 */
export function createSpikeTally(network: SpikingNetwork): SpikeTally {
  const { timeSteps, dynamics } = network;
  const simulated = simulatedSteps(network);
  const layers = network.layers.map(({ layer }) => layer);
  const tally = createTally(layers);
  const coding = inputCodingOf(network);
  /** Whether spikes arrive at layer l, whose sums over the window say all. */
  const known = layers.map(
    (layer, l) => (l > 0 ? !dynamics?.spikes : coding === 'poisson') && arrivesUnchanged(layer),
  );
  const addTrain = (l: number, spikes: tf.Tensor) => {
    for (const { from, steps } of piecesOf(l === 0 ? timeSteps : simulated))
      tf.tidy(() => {
        const train = stepsOf(spikes, from, steps);
        const [, images, ...shape] = train.shape as [number, number, ...number[]];
        tally.add(l, tf.reshape(train, [steps * images, ...shape]));
      });
  };
  return {
    add: (input, { spikes }) => {
      for (let l = 0; l < layers.length; l++) {
        if (known[l]) continue;
        if (l > 0) addTrain(l, spikes[l - 1]!);
        else if (coding === 'poisson') addTrain(l, input);
        else tally.add(l, input);
      }
    },
    fetch: tally.fetch,
    block: async ({ hidden, input, readout }, images, crew) => {
      const arrived = await tally.arrived(crew);
      const sent = (l: number) => (l === 0 ? input! : hidden[l - 1]!);
      const arrivedAt = (l: number): Pick<Arrived, 'nonZero' | 'binary'> => {
        if (known[l]) return { nonZero: sent(l), binary: true };
        const { nonZero, binary } = arrived[l]!;
        const times = l === 0 && coding === 'constant' ? timeSteps : 1;
        return { nonZero: Float64Array.from(nonZero, (count) => times * count), binary };
      };
      const total = (spikes: ArrayLike<number>) => Array.from(spikes).reduce((sum, n) => sum + n, 0);
      // Spikes that are not all 0 or 1 were counted where they arrived.
      const fired = [
        ...hidden.map((own, l) => (dynamics?.spikes ? arrived[l + 1]!.before : total(own))),
        readout,
      ];
      const tallies = network.layers.map(({ layer, weight }, l) => ({
        layer,
        weight: zerosIn(weight) > 0 ? weight : null,
        ...arrivedAt(l),
        active:
          fired[l] === null ? null : { nonZero: fired[l]!, all: neuronCount(layer) * images * simulated },
      }));
      const numbers = network.layers.reduce(
        (sum, { weight, bias, threshold }) => sum + weight.length + bias.length + (threshold?.length ?? 0),
        0,
      );
      return neuroBench(tallies, { images, steps: simulated, footprint: footprintOf(numbers) });
    },
  };
}
