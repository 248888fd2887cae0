/**
 * Trains the analog network quantisation-aware, then converts it without fine-tuning (T. Bu et al.,
 * ICLR 2022). Its ReLUs become staircases whose upper bounds are learnt with the weights, and
 * neurons with V₀ = ϑ/2 compute what was learnt.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { ConversionData, ConversionListener, ConversionResources } from '../../conversion/conversion.ts';
import { runWholeStage, type WholeStageSettings } from '../../conversion/whole-stage.ts';
import { firstExamples } from '../../examples/example-set.ts';
import { type Arrival, type Examples, inputExamples } from '../../examples/examples.ts';
import { adoptStatistics, statisticsUnseen } from '../../hybrid/first-statistics.ts';
import { percentilesOf } from '../../hybrid/layer-percentiles.ts';
import { collect } from '../../hybrid/layer-values.ts';
import { type AnnNetwork, runLayers } from '../../layers/ann.ts';
import { trainable } from '../../layers/parameters.ts';
import type { TrainingPass } from '../../layers/training-pass.ts';
import type { Firing } from '../../spiking/neuron-settings.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import type { Watch } from '../../work/watch.ts';
import {
  disposeStaircases,
  recordStaircases,
  staircasePotentials,
  withStaircases,
} from './clip-floor-shift-network.ts';

export interface ClipFloorShiftSettings extends WholeStageSettings {
  /** L, the number of steps of the staircase. */
  readonly quantisationSteps: number;
  /** T, the number of time steps of the spiking network. */
  readonly timeSteps: number;
  /** Left out, neurons fire immediately. */
  readonly firing?: Firing | undefined;
  /**
   * The percentile (0…100) of the layer's activations, in the network as given, at which λ starts.
   */
  readonly percentile: number;
  /** Number of training images for the percentiles. */
  readonly calibrationCount: number;
}

/**
 * Trains `ann` in place, as one stage, and returns the spiking network. An error that `watch`
 * throws ends the training; everything allocated beyond the ANN's parameters is freed either way.
 * Every member of a crew calls it with the same arguments and gets the same network.
 */
export async function trainClipFloorShift(
  ann: AnnNetwork,
  data: ConversionData,
  settings: ClipFloorShiftSettings,
  watch: Watch,
  listener: ConversionListener,
  resources: ConversionResources = {},
): Promise<SpikingNetwork> {
  const { quantisationSteps } = settings;
  const network = withStaircases(ann, await startBounds(ann, data, settings, watch), quantisationSteps);
  const stage = {
    ann,
    trainee: {
      variables: [...ann.parameters.flatMap(trainable), ...network.logBounds],
      // The gradient of λ is a sum over all examples of a pass.
      together: false,
      prepare: ({ value }: Arrival) => [value],
      potentials: ([x]: tf.Tensor[], pass: TrainingPass) => staircasePotentials(network, x!, pass),
    },
    potentialsOf: (x: tf.Tensor4D) => staircasePotentials(network, x, 'infer'),
    record: () => recordStaircases(network, data.train.inputShape, settings),
  };
  try {
    return await runWholeStage(stage, data, settings, watch, listener, resources);
  } finally {
    disposeStaircases(network);
  }
}

/**
 * Returns the value at which each hidden layer's λ starts. Batch norm without any statistics takes
 * its first ones from the same images before.
 */
async function startBounds(
  ann: AnnNetwork,
  { train }: ConversionData,
  { percentile, calibrationCount, batchSize }: ClipFloorShiftSettings,
  watch: Watch,
): Promise<number[]> {
  const images = inputExamples(firstExamples(train, calibrationCount));
  const arrivingAt = (l: number): Examples => ({
    ...images,
    arrivalAt: (indices) => ({
      spikes: null,
      value: runLayers(ann, images.arrivalAt(indices).value, 0, 'infer', l),
    }),
  });
  const bounds: number[] = [];
  for (const [l, layer] of ann.layers.slice(0, -1).entries()) {
    const parameters = ann.parameters[l]!;
    if (await statisticsUnseen(parameters))
      await adoptStatistics(layer, parameters, arrivingAt(l), batchSize, watch);
    const activations = await collect(arrivingAt(l + 1), batchSize, watch, ({ value }) => value);
    const [[bound]] = (await percentilesOf(activations, [percentile], 'layer')) as [[number]];
    bounds.push(bound);
  }
  return bounds;
}
