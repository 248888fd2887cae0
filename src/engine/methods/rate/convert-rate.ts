/**
 * Rate conversion: firing rates represent activations, and long windows make them good
 * approximations. Nothing is trained.
 *
 * The upper bound of a layer is a percentile of the original ANN's activations on calibration
 * images: their maximum (percentile 100; Diehl et al. 2015), a high percentile, so that outliers do
 * not slow all others down (99.9; Rueckauer et al. 2017), or one for each channel (scope `channel`;
 * Kim et al. 2020, on arXiv in 2019). These papers scale the weights to a threshold of 1; here ϑ =
 * upper bound / T is balanced against weights that stay as they are, which is the same up to units
 * (design §4.5): a neuron under constant input fires at the rate activation / upper bound, at most
 * once a step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ConversionData } from '../../conversion/conversion.ts';
import { firstExamples } from '../../examples/example-set.ts';
import { type Examples, inputExamples } from '../../examples/examples.ts';
import { annThresholds } from '../../hybrid/ann-thresholds.ts';
import { leastImages } from '../../hybrid/calibration.ts';
import { couple, createHybrid, disposeHybrid, freeze } from '../../hybrid/hybrid.ts';
import { collect } from '../../hybrid/layer-values.ts';
import { recordHybrid } from '../../hybrid/record-hybrid.ts';
import { type ThresholdSettings, thresholdLayerNorm } from '../../hybrid/threshold-layer-norm.ts';
import { type AnnNetwork, runLayers } from '../../layers/ann.ts';
import { type Dynamics, levelsOf } from '../../spiking/dynamics.ts';
import type { Firing, InitialPotential } from '../../spiking/neuron-settings.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import type { Watch } from '../../work/watch.ts';

export interface RateSettings {
  /** T, the number of steps of the window. */
  readonly timeSteps: number;
  /** The percentile (100 for the maximum) and its scope. Always measured on the original ANN. */
  readonly threshold: Omit<ThresholdSettings, 'from'>;
  /**
   * Number of training images for the percentiles; a scope takes at least its {@link leastImages}.
   */
  readonly calibrationCount: number;
  readonly initialPotential: InitialPotential;
  /** Left out, neurons fire immediately. */
  readonly firing?: Firing | undefined;
  /** Dynamics of the network. Their seed is that of the Poisson trains. */
  readonly dynamics: Dynamics;
  readonly batchSize: number;
}

/**
 * Converts `ann` in place (ϑ is folded into its weights) and returns the spiking network. An error
 * that `watch` throws ends it; nothing is left allocated beyond the ANN's parameters either way.
 * There is no stage to report. Every member of a crew calls it with the same arguments and computes
 * the whole network, the same on all.
 */
export async function convertRate(
  ann: AnnNetwork,
  data: ConversionData,
  settings: RateSettings,
  watch: Watch,
): Promise<SpikingNetwork> {
  const { timeSteps, threshold, calibrationCount, initialPotential, firing, dynamics } = settings;
  const least = leastImages[threshold.scope];
  const images = inputExamples(firstExamples(data.train, Math.max(least, calibrationCount)));
  // Graded spikes divide the bound among more counts: those of a window m times as long.
  const counted = { ...settings, timeSteps: timeSteps * levelsOf(dynamics.spikes) };
  const thresholds = await annThresholds(ann, images, counted, watch);
  const readout = dynamics.decoding === 'counts' ? await readoutThreshold(ann, images, counted, watch) : null;
  // Every step brings its part of the bias; a first layer that gets all at once gets all of that
  // too.
  const window = { timeSteps, initialPotential, firing, firstLayerBias: 'firstStep' } as const;
  const hybrid = createHybrid(ann, { ...window, foldThreshold: true });
  try {
    for (const found of thresholds) {
      couple(hybrid, found.threshold);
      freeze(hybrid);
    }
    const network = await recordHybrid(hybrid, data.train.inputShape);
    const layers = network.layers.map((layer, l) =>
      l === network.layers.length - 1 ? { ...layer, threshold: readout } : layer,
    );
    return { ...network, layers, dynamics };
  } finally {
    disposeHybrid(hybrid);
  }
}

/**
 * Returns ϑ of a readout whose counts are the answer, treating its positive outputs as activations.
 * All classes share one ϑ, whatever the scope: a count of one class must weigh as much as that of
 * another.
 */
async function readoutThreshold(
  ann: AnnNetwork,
  images: Examples,
  { timeSteps, initialPotential, threshold, batchSize }: RateSettings,
  watch: Watch,
): Promise<Float32Array> {
  const outputs = await collect(images, batchSize, watch, ({ value }) =>
    tf.relu(runLayers(ann, value, 0, 'infer')),
  );
  const window = { timeSteps, initialPotential };
  const found = await thresholdLayerNorm(outputs, { ...threshold, scope: 'layer' }, window);
  return found.threshold;
}
