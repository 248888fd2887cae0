/** Pre-trains an analog network from scratch by itself, and returns its values and figures. */
import type * as tf from '@tensorflow/tfjs-core';
import type { OpenBackend } from '../../backends/open.ts';
import type { ExampleSet } from '../../engine/examples/example-set.ts';
import { ownBlocks } from '../../engine/examples/examples.ts';
import { type AnnNetwork, runLayers } from '../../engine/layers/ann.ts';
import { inferenceBatch } from '../../engine/layers/inference-batch.ts';
import {
  createParameters,
  disposeParameters,
  type LayerValues,
  readValues,
} from '../../engine/layers/parameters.ts';
import {
  type PretrainEpoch,
  type PretrainedNetwork,
  type PretrainSettings,
  pretrain,
} from '../../engine/learning/pretrain.ts';
import { objectiveOf } from '../../engine/objectives/index.ts';
import { measure } from '../../engine/objectives/measure.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import { disposeEnds, type Ends, type OpenEnds, openEnds, readEnds } from '../../engine/separation/ends.ts';
import { judgedValues } from '../../engine/separation/judged-values.ts';
import { blockShareOf, type Crew } from '../../engine/work/crew.ts';
import type { Phase, Watch } from '../../engine/work/watch.ts';
import type { Front } from '../../networks/front.ts';
import type { Layer } from '../../networks/layer.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { Task } from '../../tasks/task.ts';
import type { Resume } from '../resume/resume.ts';
import type { RunSpec } from '../spec/spec.ts';
import { checkSame, keptEnds, keptValues } from './go-on.ts';
import {
  checkFit,
  type LoadedExamples,
  loadExamples,
  loadNetwork,
  throughFront,
  untrainedNetwork,
} from './materials.ts';
import type { Surroundings } from './surroundings.ts';

export interface Pretrained {
  readonly examples: LoadedExamples;
  readonly layers: readonly Layer[];
  readonly values: readonly LayerValues[];
  /** The analog ends with their values; left out where there are none. */
  readonly ends?: Ends;
  readonly validation: Scores;
  readonly test: Scores;
}

/**
 * Trains the network with which `spec` starts, or goes on with one that was trained, as one of
 * `crew`. What goes on trains as a conversion does, to be compared with it: on fixed mixtures, with
 * the ends of a separator as they are. Throws the errors of loading and training.
 */
export async function pretrainRun(
  spec: RunSpec,
  { read }: Pick<Surroundings, 'read'>,
  crew: Crew,
  onEpoch: (epoch: PretrainEpoch) => void,
  from: Resume | null = null,
): Promise<Pretrained> {
  const loaded = await loadExamples(spec, read);
  const network = spec.start === 'checkpoint' ? await loadNetwork(spec, read) : untrainedNetwork(spec);
  const task = taskOf(spec.task);
  checkFit(loaded, network, task);
  if (from) checkSame(from, loaded, network);
  const begin = from ? keptValues(from.progress, network.values) : network.values;
  const parameters = network.layers.map((layer, l) => createParameters(layer, begin[l]!));
  const ann = { layers: network.layers, parameters };
  const first = from ? keptEnds(from.progress) : network.ends;
  const ends = first ? openEnds(first) : null;
  const goesOn = from !== null || spec.start === 'checkpoint';
  const watch = async () => {};
  try {
    const given = goesOn ? await throughFront(loaded, ends, task) : loaded;
    const materials = pretrainMaterials(ann, goesOn ? null : ends, given, task);
    await pretrain(...materials, pretrainSettings(spec), watch, onEpoch, crew);
    const examples = goesOn ? given : await throughFront(loaded, ends, task);
    const figures = await measureAnn(ann, examples, ends?.front, watch, crew);
    return {
      examples,
      layers: network.layers,
      values: await Promise.all(parameters.map(readValues)),
      ...(ends ? { ends: await readEnds(ends) } : {}),
      ...figures,
    };
  } finally {
    disposeParameters(parameters);
    if (ends) disposeEnds(ends);
  }
}

/** Returns what pre-training takes; `ends` are those that learn too. */
export function pretrainMaterials(
  ann: AnnNetwork,
  ends: OpenEnds | null,
  { train, validation, objective, draw }: LoadedExamples,
  { id }: Pick<Task, 'id'>,
): [PretrainedNetwork, ExampleSet, ExampleSet, Objective] {
  if (!ends || !draw) return [ann, train, validation, objective];
  const { separator } = ends;
  return [{ ...ann, front: { separator, draw } }, train, validation, objectiveOf(id, separator)];
}

export function pretrainSettings(spec: RunSpec): PretrainSettings {
  return {
    epochs: spec.pretrainEpochs,
    learningRate: spec.pretrainLearningRate,
    decayEpoch: spec.pretrainDecayEpoch,
    patience: spec.pretrainPatience,
    halving: spec.pretrainHalving,
    clipNorm: spec.pretrainClipNorm,
    batchSize: spec.batchSize,
    groups: spec.groups,
    seed: spec.seed,
  };
}

/** Follows an ANN over the test examples of this member of the crew. */
export interface TestWatch {
  /** Is told what arrives at layer `l`, a batch at a time, inside a tidy. */
  see(l: number, arriving: tf.Tensor): void;
  /**
   * Is told the lead scores of consecutive examples, whose first is the `first` of the test set.
   */
  judged(first: number, each: Float32Array): void;
}

/** Measures loss and scores of an ANN on the validation and the whole test examples. */
export async function measureAnn(
  ann: AnnNetwork,
  examples: LoadedExamples,
  front: Front | undefined,
  watch: Watch,
  crew: Crew,
  testWatch?: TestWatch,
): Promise<{ validation: Scores; test: Scores }> {
  const batchSize = inferenceBatch(ann.layers, judgedValues(front));
  const measured = (data: ExampleSet, phase: Phase, follow?: TestWatch) => {
    const { start } = blockShareOf(data.count, batchSize, crew);
    return measure(
      ({ value }) => runLayers(ann, value, 0, 'infer', undefined, follow?.see),
      ownBlocks(data, batchSize, crew),
      {
        ...{ objective: examples.objective, batchSize, phase, watch, crew },
        ...(follow && {
          onJudged: (first: number, each: Float32Array) => follow.judged(start + first, each),
        }),
      },
    );
  };
  return {
    validation: await measured(examples.validation, 'validating'),
    test: await measured(examples.test, 'testing', testWatch),
  };
}

/**
 * Returns whether the backend is a GPU. It computes a whole batch at once, so work on it is not
 * shared out.
 */
export function onDevice({ backend }: Pick<OpenBackend, 'backend'>): boolean {
  return backend === 'webgpu' || backend === 'webgl';
}
