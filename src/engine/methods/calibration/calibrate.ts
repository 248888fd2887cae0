/**
 * Layer-by-layer calibration: a conversion without labels and without training that repairs what
 * short windows do to a network (Y. Li et al., ICML 2021).
 *
 * Upper bounds are found on the original ANN's activations: by least squares for this window, or as
 * a percentile. Then, from the first layer to the last, the bias of each channel is moved by what
 * its spikes miss on average of the original activation, while the layers before it spike and are
 * already corrected:
 *
 *   b_c ← b_c + mean over images and positions of (a − ϑ_c · count).
 */
import type { ConversionData } from '../../conversion/conversion.ts';
import { type ExampleSet, firstExamples } from '../../examples/example-set.ts';
import { inputExamples } from '../../examples/examples.ts';
import { annActivations } from '../../hybrid/ann-thresholds.ts';
import { createArrivals } from '../../hybrid/arrivals.ts';
import { heldBytes, imagesNeeded } from '../../hybrid/calibration.ts';
import { correctBias } from '../../hybrid/correct-bias.ts';
import { couple, createHybrid, disposeHybrid, freeze, type HybridNetwork } from '../../hybrid/hybrid.ts';
import { recordHybrid } from '../../hybrid/record-hybrid.ts';
import { type ThresholdSettings, thresholdLayerNorm } from '../../hybrid/threshold-layer-norm.ts';
import { channelMeans } from '../../hybrid/value-blocks.ts';
import type { AnnNetwork } from '../../layers/ann.ts';
import type { Firing } from '../../spiking/neuron-settings.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import type { Watch } from '../../work/watch.ts';

export interface CalibrationSettings {
  /** T, the number of steps of the window. */
  readonly timeSteps: number;
  /** The rule of the bounds and their scope. Always measured on the original ANN. */
  readonly threshold: Omit<ThresholdSettings, 'from'>;
  /** Left out, neurons fire immediately. */
  readonly firing?: Firing | undefined;
  /** Whether biases are moved. */
  readonly correctBias: boolean;
  /**
   * Number of training images that are measured; what is found for each channel takes at least as
   * many as {@link imagesNeeded} says.
   */
  readonly calibrationCount: number;
  readonly batchSize: number;
}

/** The original network's activations of a hidden layer, as far as the conversion needs them. */
interface Original {
  /** ϑ, one entry or one per channel; 0 marks a dead layer or channel. */
  readonly threshold: Float32Array;
  /** The mean activation of each channel. */
  readonly means: Float64Array;
}

/**
 * Converts `ann` in place (ϑ is folded into its weights, its biases are moved) and returns the
 * spiking network: V₀ = ϑ/2, the image as current at step 1. An error that `watch` throws ends it;
 * nothing is left allocated beyond the ANN's parameters either way. There is no stage to report.
 * Every member of a crew calls it with the same arguments and computes the whole network, the same
 * on all.
 */
export async function calibrate(
  ann: AnnNetwork,
  data: ConversionData,
  settings: CalibrationSettings,
  watch: Watch,
): Promise<SpikingNetwork> {
  const { timeSteps, firing } = settings;
  const least = imagesNeeded(settings.threshold.scope, settings.correctBias);
  const images = firstExamples(data.train, Math.max(least, settings.calibrationCount));
  const window = { timeSteps, initialPotential: 'half', firing, firstLayerBias: 'firstStep' } as const;
  const originals = await measureOriginals(ann, images, settings, window, watch);
  const hybrid = createHybrid(ann, { ...window, foldThreshold: true });
  try {
    if (settings.correctBias) await convertCorrected(hybrid, originals, images, settings, watch);
    else
      for (const { threshold } of originals) {
        couple(hybrid, threshold);
        freeze(hybrid);
      }
    return await recordHybrid(hybrid, data.train.inputShape);
  } finally {
    disposeHybrid(hybrid);
  }
}

async function measureOriginals(
  ann: AnnNetwork,
  images: ExampleSet,
  { threshold: rule, batchSize }: CalibrationSettings,
  window: { readonly timeSteps: number; readonly initialPotential: 'half' },
  watch: Watch,
): Promise<Original[]> {
  const originals: Original[] = [];
  for await (const activations of annActivations(ann, inputExamples(images), batchSize, watch)) {
    const { threshold } = await thresholdLayerNorm(activations, rule, window);
    originals.push({ threshold, means: await channelMeans(activations) });
  }
  return originals;
}

/** Converts layer by layer and moves each layer's bias before the next one's turn. */
async function convertCorrected(
  hybrid: HybridNetwork,
  originals: readonly Original[],
  images: ExampleSet,
  { batchSize }: CalibrationSettings,
  watch: Watch,
): Promise<void> {
  const arrivals = createArrivals(hybrid, images, { bytes: heldBytes, used: 0 });
  try {
    for (const [l, { threshold, means }] of originals.entries()) {
      if (l > 0) await arrivals.advance('calibrating', watch);
      couple(hybrid, threshold);
      await correctBias(hybrid, { means, threshold }, arrivals, batchSize, watch);
      freeze(hybrid);
    }
  } finally {
    arrivals.dispose();
  }
}
