/**
 * Loads examples and analog networks for the desk, by the origin of a run's network. The key is
 * data set, task, network and start, so that a run never meets another set's examples.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OpenBackend } from '../../../backends/open.ts';
import type { ReadFile } from '../../../datasets/dataset.ts';
import { findDataset } from '../../../datasets/index.ts';
import { type ExampleSet, firstExamples } from '../../../engine/examples/example-set.ts';
import { runLayers } from '../../../engine/layers/ann.ts';
import { withAnn } from '../../../engine/layers/with-ann.ts';
import { encodedSet } from '../../../engine/learning/encoded-set.ts';
import { objectiveOf } from '../../../engine/objectives/index.ts';
import type { Objective } from '../../../engine/objectives/objective.ts';
import type { Scores } from '../../../tasks/metric.ts';
import { breathe } from '../../execution/breathe.ts';
import {
  type LoadedExamples,
  loadExamples,
  loadNetwork,
  type StartNetwork,
} from '../../execution/materials.ts';
import { presetSpec, type RunSpec } from '../../spec/spec.ts';
import { annScoresOf } from '../ann-scores.ts';
import { originKey } from '../origin.ts';
import type { NetworkOrigin } from '../simulation.ts';
import { withEnds } from './with-ends.ts';

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

/** Examples as the core of a network gets them, and what judges its answers to them. */
export interface CoreExamples {
  readonly set: ExampleSet;
  readonly objective: Objective;
}

export interface DeskMaterials {
  /** Opens the backend once and returns it. */
  backend(): Promise<OpenBackend>;
  /** Returns examples and network of an origin, with `trainCount` training examples. */
  of(origin: NetworkOrigin, trainCount: number): Promise<OriginMaterials>;
  /** Returns the network of an origin alone, without examples. */
  network(origin: NetworkOrigin): Promise<StartNetwork>;
  /**
   * Calls `use` with the first `count` examples of a split as the core of the network gets them.
   * The analog ends, which their objective needs, are on the backend until then.
   */
  core<T>(
    origin: NetworkOrigin,
    materials: OriginMaterials,
    split: 'train' | 'validation',
    count: number,
    use: (examples: CoreExamples) => Promise<T>,
  ): Promise<T>;
  /** Returns the scores of the analog network on the first `count` validation examples. */
  annScores(origin: NetworkOrigin, materials: OriginMaterials, count: number): Promise<Scores>;
  /** Returns the analog network's potentials for one scaled input. */
  annPotentials(start: StartNetwork, input: Float32Array): Promise<Float32Array>;
  /** Returns the activations of its hidden layers for one scaled input. */
  annActivations(start: StartNetwork, input: Float32Array): Promise<readonly Float32Array[]>;
}

/** Examples as the core gets them, or those under way: who asks meanwhile waits for the same. */
interface Encoded {
  readonly origin: string;
  readonly count: number;
  readonly set: Promise<ExampleSet>;
}

/** Number of validation examples kept at hand, if the data set has as many. */
const validationAtHand = 2000;

/** The same for mixtures of speech: one has as many numbers as hundreds of images. */
const mixturesAtHand = 60;

/** Number of origins whose examples are kept at hand, the newest ones. */
const keptOrigins = 6;

/** Returns the spec whose examples and network the desk loads for an origin. */
function specOf(origin: NetworkOrigin, trainCount: number): RunSpec {
  const data = findDataset(origin.dataset);
  const available = data?.available;
  const atHand = data?.speech ? mixturesAtHand : validationAtHand;
  return {
    ...presetSpec(origin.preset),
    ...origin,
    normalisation: origin.normalisation ?? 'none',
    augmentation: 'none',
    trainCount: Math.min(trainCount, available?.train ?? trainCount),
    validationCount: Math.min(atHand, available?.validation ?? atHand),
  };
}

export function createMaterials(surroundings: DeskSurroundings): DeskMaterials {
  let backend: Promise<OpenBackend> | null = null;
  const loaded = new Map<string, Promise<OriginMaterials>>();
  const annScores = new Map<string, Scores>();
  /** What the core gets of a split: the longest of the origin that was asked for last. */
  const encoded = new Map<string, Encoded>();
  const core: DeskMaterials['core'] = async (origin, { examples, start }, split, count, use) => {
    const raw = firstExamples(examples[split], count);
    if (!start.ends) return use({ set: raw, objective: examples.objective });
    return withEnds(start.ends, async (ends) => {
      const objective = objectiveOf(origin.task, ends.separator);
      const key = originKey(origin);
      let known = encoded.get(split);
      if (known?.origin !== key || known.count < raw.count) {
        known = { origin: key, count: raw.count, set: encodedSet(ends, raw) };
        encoded.set(split, known);
      }
      const set = await known.set.catch((error) => {
        if (encoded.get(split) === known) encoded.delete(split);
        throw error;
      });
      return use({ set: firstExamples(set, raw.count), objective });
    });
  };
  return {
    core,
    backend: () => {
      backend ??= surroundings.open().catch((error) => {
        backend = null;
        throw error;
      });
      return backend;
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
      for (const old of [...loaded.keys()].slice(0, -keptOrigins)) loaded.delete(old);
      // What failed to load is tried again next time.
      loading.catch(() => loaded.delete(key));
      return loading;
    },
    network: (origin) => loadNetwork(specOf(origin, 0), surroundings.read),
    // The ANN is the same whatever the settings: it is measured once per number of examples.
    annScores: async (origin, materials, count) => {
      const key = `${originKey(origin)} ${Math.min(count, materials.examples.validation.count)}`;
      const known = annScores.get(key);
      if (known) return known;
      const scores = await core(origin, materials, 'validation', count, ({ set, objective }) =>
        annScoresOf(materials.start, set, objective, breathe),
      );
      annScores.set(key, scores);
      return scores;
    },
    annPotentials: (start, input) =>
      withAnn(start, async (ann) => {
        const potentials = tf.tidy(() =>
          runLayers(ann, tf.tensor4d(input, [1, ...start.inputShape]), 0, 'infer'),
        );
        const values = ((await potentials.data()) as Float32Array).slice();
        potentials.dispose();
        return values;
      }),
    annActivations: (start, input) =>
      withAnn(start, async (ann) => {
        const found: Float32Array[] = [];
        let value: tf.Tensor = tf.tensor4d(input, [1, ...start.inputShape]);
        try {
          for (let l = 0; l < start.layers.length - 1; l++) {
            const arriving = value;
            value = runLayers(ann, arriving, l, 'infer', l + 1);
            arriving.dispose();
            found.push(((await value.data()) as Float32Array).slice());
          }
        } finally {
          value.dispose();
        }
        return found;
      }),
  };
}
