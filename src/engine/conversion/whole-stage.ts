/**
 * Runs the only stage of a method that trains all layers at once. It is reported as PTL reports its
 * stages, with {@link allLayers} as the layer.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { ownBlocks } from '../examples/examples.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import type { Trainee } from '../learning/training.ts';
import { ownTraining } from '../learning/training-set.ts';
import { type TuningSettings, tune } from '../learning/tuning.ts';
import { measure } from '../objectives/measure.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { alone } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import type { ConversionData, ConversionListener, ConversionResources } from './conversion.ts';
import { memoryUse } from './memory-use.ts';
import { allLayers } from './stages.ts';

export interface WholeStageSettings extends TuningSettings {
  readonly seed: number;
}

/** The network that the stage trains, and the functions that judge it. */
export interface WholeStage {
  readonly ann: AnnNetwork;
  readonly trainee: Omit<Trainee, 'objective'>;
  /**
   * Returns potentials of the last layer in evaluation mode for images `x` `[N, h, w, c]`, with the
   * current parameters.
   */
  potentialsOf(x: tf.Tensor4D): tf.Tensor;
  /** Returns the spiking network with the current parameters. */
  record(): Promise<SpikingNetwork>;
}

/**
 * Runs stage 1 of 1, training in place. Every member of a crew gets the same figures and network.
 * Returns the record of the parameters that were kept.
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
  const validation = ownBlocks(data.validation, settings.batchSize, crew);
  const { objective } = data;
  const options = { objective, batchSize: settings.batchSize, phase: 'validating' as const, watch, crew };
  const { before, after, scheduler } = await tune(
    {
      trainee: { ...trainee, objective },
      learning: ann.parameters,
      train: ownTraining(ann.layers, data.train, settings, 'conversion shuffle', crew),
      validate: () => measure(({ value }) => potentialsOf(value as tf.Tensor4D), validation, options),
      // No spikes are kept from epoch to epoch: all layers change, and with them what they fire.
      report: (epoch) =>
        listener.epoch({ ...named, memory: memoryUse({ used: 0, bytes: 0 }), ...epoch }, potentialsOf),
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
      resumePoint: null,
    },
    potentialsOf,
  );
  return network;
}
