/**
 * The one stage of a method that trains all layers at once: told as PTL tells its stages, with
 * {@link allLayers} in a layer's place.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { ownShare } from '../examples/examples.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import type { Trainee } from '../learning/training.ts';
import { type TuningSettings, tune } from '../learning/tuning.ts';
import { measure } from '../objectives/measure.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { alone } from '../work/crew.ts';
import { createRandom } from '../work/random.ts';
import type { Watch } from '../work/watch.ts';
import type { ConversionData, ConversionListener, ConversionResources } from './conversion.ts';
import { memoryUse } from './memory-use.ts';
import { allLayers } from './stages.ts';

export interface WholeStageSettings extends TuningSettings {
  readonly seed: number;
}

/** What the stage trains, and how it is judged. */
export interface WholeStage {
  readonly ann: AnnNetwork;
  readonly trainee: Omit<Trainee, 'objective'>;
  /**
   * Returns potentials of the last layer in evaluation mode for images `x` `[N, h, w, c]`, with the
   * parameters as they stand.
   */
  potentialsOf(x: tf.Tensor4D): tf.Tensor;
  /** The spiking network as it stands. */
  record(): Promise<SpikingNetwork>;
}

/**
 * Stage 1 of 1. Trains in place; the same figures and network on every member of a crew. Returns
 * the record of what was kept.
 */
export async function runWholeStage(
  { ann, trainee, potentialsOf, record }: WholeStage,
  data: ConversionData,
  settings: WholeStageSettings,
  watch: Watch,
  listener: ConversionListener,
  { crew = alone }: Pick<ConversionResources, 'crew'>,
): Promise<SpikingNetwork> {
  const named = { stage: 1, layer: allLayers };
  const untold = { threshold: null, diagnostics: null };
  await listener.stageBegan({ ...named, ...untold });
  const validation = ownShare(data.validation, crew);
  const { objective } = data;
  const options = { objective, batchSize: settings.batchSize, phase: 'validating' as const, watch, crew };
  const { before, after, scheduler } = await tune(
    {
      trainee: { ...trainee, objective },
      learning: ann.parameters,
      train: ownShare(data.train, crew),
      validate: () => measure(({ value }) => potentialsOf(value as tf.Tensor4D), validation, options),
      // Nothing is kept from epoch to epoch: all layers move, and what they fire with them.
      report: (epoch) =>
        listener.epoch({ ...named, memory: memoryUse({ used: 0, bytes: 0 }), ...epoch }, potentialsOf),
      random: createRandom(settings.seed, 'conversion shuffle'),
      epochsSoFar: 0,
    },
    settings,
    watch,
    crew,
  );
  const network = await record();
  await listener.stageEnded(
    {
      ...named,
      threshold: null,
      before,
      after,
      scheduler,
      diagnosticsBefore: null,
      diagnosticsAfter: null,
      network,
    },
    potentialsOf,
  );
  return network;
}
