/**
 * Provides the input of the first layer that still trains, for one set of images, over the stages.
 * The frozen layers before it never change again, so their spikes are computed once a stage, from
 * those of the stage before, and kept as far as the memory allows. The others are computed anew
 * each time; the results are the same, since every kernel computes an image by itself.
 */
import * as tf from '@tensorflow/tfjs-core';
import { outputShape } from '../../networks/layer.ts';
import { type ExampleSet, targetsAt } from '../examples/example-set.ts';
import { type Arrival, createInputs, type Examples, rangeOf } from '../examples/examples.ts';
import { countsOf, imageAxis, joinSpikes, packsSpikes, takeImages } from '../spiking/packed-spikes.ts';
import { fittingImages, paperDynamics } from '../spiking/simulation-memory.ts';
import { createSpikeStore, type SpikeStore } from '../spiking/spike-store.ts';
import type { Phase, Watch } from '../work/watch.ts';
import { type HybridNetwork, throughFrozen, throughLastFrozen } from './hybrid.ts';

/** Memory for kept spikes in bytes, shared by all sets of a run. */
export interface CacheBudget {
  readonly bytes: number;
  used: number;
}

export interface Arrivals extends Examples {
  /**
   * Keeps the spikes of the last frozen layer, as far as the budget allows, in place of those of
   * the layer before. Call it after a layer was frozen.
   */
  advance(phase: Phase, watch: Watch): Promise<void>;
  dispose(): void;
}

/**
 * Images per piece of a store, of a large network fewer; a piece is held twice while one store
 * replaces another.
 */
const mostInPiece = 64;

export function createArrivals(network: HybridNetwork, data: ExampleSet, budget: CacheBudget): Arrivals {
  let store: SpikeStore | null = null;
  const { timeSteps } = network.settings;
  const window = { layers: network.layers, timeSteps, dynamics: paperDynamics };
  const pieceSize = Math.min(mostInPiece, fittingImages(window, packsSpikes()));
  const inputs = createInputs(data);
  const fresh = (indices: ArrayLike<number>): Arrival => throughFrozen(network, inputs.at(indices));
  const kept = () => store?.count ?? 0;
  const release = (from: SpikeStore | null, piece: number) => {
    budget.used -= from?.drop(piece) ?? 0;
  };
  return {
    count: data.count,
    targetsAt: (indices) => targetsAt(data, indices),
    beginPass: inputs.beginPass,
    arrivalAt: (indices) => {
      const wanted = Array.from(indices);
      const known = wanted.filter((i) => i < kept());
      if (known.length === 0) return fresh(indices);
      const stored = store!.take(known);
      const unknown = wanted.filter((i) => i >= kept());
      if (unknown.length === 0) return arriving(stored);
      return arriving(interleaved(wanted, kept(), stored, fresh(unknown).spikes!));
    },
    advance: async (phase, watch) => {
      // Augmented inputs change from pass to pass, and with them what the frozen layers fire.
      if (!packsSpikes() || data.augmentation) return;
      const layer = network.layers[network.frozen.length - 1]!;
      const old = store;
      const next = createSpikeStore(outputShape(layer.synapse), timeSteps, pieceSize);
      const pieces = Math.ceil(data.count / pieceSize);
      try {
        for (let piece = 0; piece < pieces; piece++) {
          const indices = rangeOf(piece * pieceSize, pieceSize, data.count);
          const known = old !== null && piece * pieceSize < old.count;
          const freed = known ? old.bytesOf(piece) : 0;
          if (budget.used - freed + next.bytesFor(indices.length) > budget.bytes) break;
          const spikes = tf.tidy(() => {
            if (!known) return fresh(indices).spikes!;
            return throughLastFrozen(network, arriving(old.take(indices))).spikes!;
          });
          release(old, piece);
          try {
            budget.used += await next.put(spikes);
          } finally {
            if (!next.owns(spikes)) spikes.dispose();
          }
          await watch({ phase, batch: piece + 1, batches: pieces });
        }
      } finally {
        for (let piece = 0; piece < pieces; piece++) release(old, piece);
        store = next;
      }
    },
    dispose: () => {
      for (let piece = 0; piece * pieceSize < kept(); piece++) release(store, piece);
      store = null;
    },
  };
}

function arriving(spikes: tf.Tensor): Arrival {
  return { spikes, value: countsOf(spikes) };
}

/**
 * Joins stored and fresh spikes in the order of `wanted`: the stored ones are those of indices
 * below `kept`.
 */
function interleaved(
  wanted: readonly number[],
  kept: number,
  stored: tf.Tensor,
  fresh: tf.Tensor,
): tf.Tensor {
  let nextStored = 0;
  let nextFresh = stored.shape[imageAxis]!;
  const order = wanted.map((i) => (i < kept ? nextStored++ : nextFresh++));
  return takeImages(joinSpikes([stored, fresh], imageAxis), order);
}
