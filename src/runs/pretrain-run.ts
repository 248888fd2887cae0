/** Pre-training by itself: an analog network from scratch, its values and figures. */
import type { OpenBackend } from '../backends/open.ts';
import { runLayers } from '../ptl/ann.ts';
import type { Crew } from '../ptl/crew.ts';
import type { LabelledImages } from '../ptl/data.ts';
import { ownShare } from '../ptl/examples.ts';
import type { Layer } from '../ptl/layer.ts';
import { type Measured, measure } from '../ptl/loss.ts';
import { createParameters, disposeParameters, type LayerValues, readValues } from '../ptl/parameters.ts';
import { type PretrainEpoch, pretrain } from '../ptl/pretrain.ts';
import type { Phase } from '../ptl/watch.ts';
import type { Surroundings } from './execute.ts';
import { checkFit, type Images, loadImages, loadNetwork } from './materials.ts';
import type { RunSpec } from './spec.ts';

export interface Pretrained {
  readonly images: Images;
  readonly layers: readonly Layer[];
  readonly values: readonly LayerValues[];
  readonly validation: Measured;
  readonly test: Measured;
}

/** Trains the network of `spec`, which must start from scratch, as one of `crew`. Throws what loading and training throw. */
export async function pretrainRun(
  spec: RunSpec,
  { read }: Pick<Surroundings, 'read'>,
  crew: Crew,
  onEpoch: (epoch: PretrainEpoch) => void,
): Promise<Pretrained> {
  const images = await loadImages(spec, read);
  const network = await loadNetwork(spec, read);
  checkFit(images, network);
  const parameters = network.layers.map((layer, l) => createParameters(layer, network.values[l]!));
  const ann = { layers: network.layers, parameters };
  const watch = async () => {};
  const measured = (data: LabelledImages, phase: Phase) =>
    measure(({ value }) => runLayers(ann, value, 0, 'infer'), ownShare(data, crew), {
      batchSize: 250,
      phase,
      watch,
      crew,
    });
  try {
    const settings = {
      epochs: spec.pretrainEpochs,
      learningRate: spec.pretrainLearningRate,
      decayEpoch: spec.pretrainDecayEpoch,
      batchSize: spec.batchSize,
      seed: spec.seed,
    };
    const [train, validation] = [ownShare(images.train, crew), ownShare(images.validation, crew)];
    await pretrain(ann, train, validation, settings, watch, onEpoch, crew);
    return {
      images,
      layers: network.layers,
      values: await Promise.all(parameters.map(readValues)),
      validation: await measured(images.validation, 'validating'),
      test: await measured(images.test, 'testing'),
    };
  } finally {
    disposeParameters(parameters);
  }
}

/** A GPU computes a whole batch at once: work on it is not shared out. */
export function onDevice({ backend }: Pick<OpenBackend, 'backend'>): boolean {
  return backend === 'webgpu' || backend === 'webgl';
}
