/**
 * Trains a spiking network through time with surrogate gradients (Wu et al. 2018, 2019), all layers
 * at once.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ConversionData, ConversionListener, ConversionResources } from '../../conversion/conversion.ts';
import { runWholeStage, type WholeStageSettings } from '../../conversion/whole-stage.ts';
import { inputExamples } from '../../examples/examples.ts';
import { recordWhole } from '../../hybrid/record-whole.ts';
import { calibrationImages, measureThresholds, type StartSettings } from '../../hybrid/start-thresholds.ts';
import type { LayerValuesOf } from '../../hybrid/value-blocks.ts';
import type { AnnNetwork } from '../../layers/ann.ts';
import { trainable } from '../../layers/parameters.ts';
import type { Dynamics } from '../../spiking/dynamics.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import type { Watch } from '../../work/watch.ts';
import type { SurrogateNeurons } from './surrogate.ts';
import {
  SurrogateMemoryError,
  surrogateBytes,
  surrogateOverflow,
  surrogatePlan,
} from './surrogate-memory.ts';
import { type SurrogateNetwork, spikeRates, surrogatePotentials } from './surrogate-network.ts';
import { tellingThreshold } from './surrogate-threshold.ts';

export interface SurrogateSettings extends SurrogateNeurons, WholeStageSettings, StartSettings {
  /** Bytes that a training step of one worker may hold; by default {@link surrogateBytes}. */
  readonly memoryBytes?: number;
}

/**
 * Trains `ann` in place and returns the spiking network. As in `convert`, an error that `watch`
 * throws ends it, everything allocated beyond the ANN's parameters is freed either way, and every
 * member of a crew calls it with the same arguments. Throws {@link SurrogateMemoryError} before
 * anything begins when a step would hold more than `memoryBytes`.
 */
export async function trainSurrogate(
  ann: AnnNetwork,
  data: ConversionData,
  settings: SurrogateSettings,
  watch: Watch,
  listener: ConversionListener,
  resources: ConversionResources = {},
): Promise<SpikingNetwork> {
  const { batchSize, memoryBytes = surrogateBytes } = settings;
  const overflow = surrogateOverflow(surrogatePlan(ann.layers, settings), memoryBytes);
  if (overflow) throw new SurrogateMemoryError(overflow);
  const network: SurrogateNetwork = { ...ann, neurons: settings, thresholds: [] };
  const images = inputExamples(calibrationImages(data.train, settings));
  const arriving = {
    ...images,
    arrivalAt: (indices: ArrayLike<number>) => ({
      spikes: null,
      value: spikeRates(network, images.arrivalAt(indices).value, 'infer'),
    }),
  };
  const { timeSteps, initialPotential, reset, leak, seed } = settings;
  const dynamics: Dynamics = { coding: 'constant', reset, leak, decoding: 'potential', seed };
  const inputShape = data.train.inputShape;
  const about = { inputShape, timeSteps, initialPotential, firstLayerBias: 'spread' as const, dynamics };
  try {
    const spikesOf = (activations: LayerValuesOf) =>
      tellingThreshold(activations, settings.threshold, settings);
    await measureThresholds(network, arriving, batchSize, spikesOf, watch);
    return await runWholeStage(
      {
        ann,
        trainee: {
          variables: ann.parameters.flatMap(trainable),
          // Steps come before images in its tensors, so groups do not lie side by side.
          together: false,
          prepare: ({ value }) => [value],
          potentials: ([x], pass) => surrogatePotentials(network, x!, pass),
        },
        potentialsOf: (x) => surrogatePotentials(network, x, 'infer'),
        record: () =>
          recordWhole({
            ann,
            thresholds: network.thresholds,
            arrivalRates: [],
            perWindow: timeSteps,
            about,
          }),
      },
      data,
      settings,
      watch,
      listener,
      resources,
    );
  } finally {
    tf.dispose(network.thresholds);
  }
}
