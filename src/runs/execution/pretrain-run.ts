/** Pre-trains an analog network from scratch by itself, and returns its values and figures. */
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
import { type PretrainEpoch, type PretrainSettings, pretrain } from '../../engine/learning/pretrain.ts';
import { measure } from '../../engine/objectives/measure.ts';
import type { Crew } from '../../engine/work/crew.ts';
import type { Phase, Watch } from '../../engine/work/watch.ts';
import type { AnalogLayer } from '../../networks/layer.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { Resume } from '../resume/resume.ts';
import type { RunSpec } from '../spec/spec.ts';
import { checkSame, keptValues } from './go-on.ts';
import { checkFit, type LoadedExamples, loadExamples, loadNetwork, untrainedNetwork } from './materials.ts';
import type { Surroundings } from './surroundings.ts';

export interface Pretrained {
  readonly examples: LoadedExamples;
  readonly layers: readonly AnalogLayer[];
  readonly values: readonly LayerValues[];
  readonly validation: Scores;
  readonly test: Scores;
}

/**
 * Trains the network with which `spec` starts, or goes on with one that was trained, as one of
 * `crew`. Throws the errors of loading and training.
 */
export async function pretrainRun(
  spec: RunSpec,
  { read }: Pick<Surroundings, 'read'>,
  crew: Crew,
  onEpoch: (epoch: PretrainEpoch) => void,
  from: Resume | null = null,
): Promise<Pretrained> {
  const examples = await loadExamples(spec, read);
  const network = spec.start === 'checkpoint' ? await loadNetwork(spec, read) : untrainedNetwork(spec);
  checkFit(examples, network, taskOf(spec.task));
  if (from) checkSame(from, examples, network);
  const begin = from ? keptValues(from.progress, network.values) : network.values;
  const parameters = network.layers.map((layer, l) => createParameters(layer, begin[l]!));
  const ann = { layers: network.layers, parameters };
  const watch = async () => {};
  try {
    await pretrain(
      ann,
      examples.train,
      examples.validation,
      examples.objective,
      pretrainSettings(spec),
      watch,
      onEpoch,
      crew,
    );
    const figures = await measureAnn(ann, examples, watch, crew);
    return {
      examples,
      layers: network.layers,
      values: await Promise.all(parameters.map(readValues)),
      ...figures,
    };
  } finally {
    disposeParameters(parameters);
  }
}

export function pretrainSettings(spec: RunSpec): PretrainSettings {
  return {
    epochs: spec.pretrainEpochs,
    learningRate: spec.pretrainLearningRate,
    decayEpoch: spec.pretrainDecayEpoch,
    patience: spec.pretrainPatience,
    batchSize: spec.batchSize,
    groups: spec.groups,
    seed: spec.seed,
  };
}

/** Measures loss and accuracy of an ANN on the validation and the whole test images. */
export async function measureAnn(
  ann: AnnNetwork<AnalogLayer>,
  examples: LoadedExamples,
  watch: Watch,
  crew: Crew,
): Promise<{ validation: Scores; test: Scores }> {
  const batchSize = inferenceBatch(ann.layers);
  const measured = (data: ExampleSet, phase: Phase) =>
    measure(({ value }) => runLayers(ann, value, 0, 'infer'), ownBlocks(data, batchSize, crew), {
      objective: examples.objective,
      batchSize,
      phase,
      watch,
      crew,
    });
  return {
    validation: await measured(examples.validation, 'validating'),
    test: await measured(examples.test, 'testing'),
  };
}

/**
 * Returns whether the backend is a GPU. It computes a whole batch at once, so work on it is not
 * shared out.
 */
export function onDevice({ backend }: Pick<OpenBackend, 'backend'>): boolean {
  return backend === 'webgpu' || backend === 'webgl';
}
