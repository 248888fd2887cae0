/**
 * Loads examples and analog networks for the desk, by the origin of a run's network. The key is
 * data set, task, network and start, so that a run never meets another set's examples.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OpenBackend } from '../../../backends/open.ts';
import type { ReadFile } from '../../../datasets/dataset.ts';
import { findDataset } from '../../../datasets/index.ts';
import { type ExampleSet, firstExamples } from '../../../engine/examples/example-set.ts';
import { type Arrival, inputExamples } from '../../../engine/examples/examples.ts';
import { runLayers } from '../../../engine/layers/ann.ts';
import { createParameters, disposeParameters } from '../../../engine/layers/parameters.ts';
import { measure } from '../../../engine/objectives/measure.ts';
import type { Scores } from '../../../tasks/metric.ts';
import { breathe } from '../../execution/breathe.ts';
import {
  type LoadedExamples,
  loadExamples,
  loadNetwork,
  type StartNetwork,
} from '../../execution/materials.ts';
import { presetSpec, type RunSpec } from '../../spec/spec.ts';
import { originKey } from '../origin.ts';
import type { NetworkOrigin } from '../simulation.ts';

export interface DeskSurroundings {
  open(): Promise<OpenBackend>;
  readonly read: ReadFile;
  readonly engine: string;
  readonly host: string;
}

export interface OriginMaterials {
  readonly examples: LoadedExamples;
  readonly start: StartNetwork;
}

export interface DeskMaterials {
  /** Opens the backend once and returns it. */
  backend(): Promise<OpenBackend>;
  /** Returns examples and network of an origin, with `trainCount` training examples. */
  of(origin: NetworkOrigin, trainCount: number): Promise<OriginMaterials>;
  /** Returns the network of an origin alone, without examples. */
  network(origin: NetworkOrigin): Promise<StartNetwork>;
  /** Returns the scores of the analog network on the first `count` validation examples. */
  annScores(origin: NetworkOrigin, materials: OriginMaterials, count: number): Promise<Scores>;
  /** Returns the analog network's potentials for one scaled input. */
  annPotentials(start: StartNetwork, input: Float32Array): Promise<Float32Array>;
}

/** Number of validation examples kept at hand, if the data set has as many. */
const validationAtHand = 2000;

const measureBatch = 250;

/** Returns the spec whose examples and network the desk loads for an origin. */
function specOf(origin: NetworkOrigin, trainCount: number): RunSpec {
  const available = findDataset(origin.dataset)?.available;
  return {
    ...presetSpec(origin.preset),
    ...origin,
    normalisation: origin.normalisation ?? 'none',
    augmentation: 'none',
    trainCount: Math.min(trainCount, available?.train ?? trainCount),
    validationCount: Math.min(validationAtHand, available?.validation ?? validationAtHand),
  };
}

export function createMaterials(surroundings: DeskSurroundings): DeskMaterials {
  let opened: Promise<OpenBackend> | null = null;
  const loaded = new Map<string, Promise<OriginMaterials>>();
  const annScores = new Map<string, Scores>();
  return {
    backend: () => {
      opened ??= surroundings.open().catch((error) => {
        opened = null;
        throw error;
      });
      return opened;
    },
    of: (origin, trainCount) => {
      const key = `${originKey(origin)} ${trainCount}`;
      const known = loaded.get(key);
      if (known) return known;
      const spec = specOf(origin, trainCount);
      const loading = Promise.all([
        loadExamples(spec, surroundings.read),
        loadNetwork(spec, surroundings.read),
      ]).then(([examples, start]) => ({ examples, start }));
      loaded.set(key, loading);
      // What failed to load is tried again next time.
      loading.catch(() => loaded.delete(key));
      return loading;
    },
    network: (origin) => loadNetwork(specOf(origin, 0), surroundings.read),
    // The ANN is the same whatever the settings: it is measured once per number of examples.
    annScores: async (origin, { examples, start }, count) => {
      const judged: ExampleSet = firstExamples(examples.validation, count);
      const key = `${originKey(origin)} ${judged.count}`;
      const known = annScores.get(key);
      if (known) return known;
      const { objective } = examples;
      const options = { objective, batchSize: measureBatch, phase: 'validating' as const, watch: breathe };
      const scores = await withAnn(start, (potentialsOf) =>
        measure(potentialsOf, inputExamples(judged), options),
      );
      annScores.set(key, scores);
      return scores;
    },
    annPotentials: (start, input) =>
      withAnn(start, async (potentialsOf) => {
        const potentials = tf.tidy(() =>
          potentialsOf({ spikes: null, value: tf.tensor4d(input, [1, ...start.inputShape]) }),
        );
        const values = ((await potentials.data()) as Float32Array).slice();
        potentials.dispose();
        return values;
      }),
  };
}

async function withAnn<T>(
  { layers, values }: StartNetwork,
  use: (potentialsOf: (arrival: Arrival) => tf.Tensor) => Promise<T>,
): Promise<T> {
  const parameters = layers.map((layer, l) => createParameters(layer, values[l]!));
  try {
    return await use(({ value }) => runLayers({ layers, parameters }, value, 0, 'infer'));
  } finally {
    disposeParameters(parameters);
  }
}
