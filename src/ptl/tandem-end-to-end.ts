/**
 * End-to-end tandem learning (Wu et al. 2019): all hidden layers coupled from the start and trained together, thresholds fixed. What
 * PTL does layer by layer, at once: the method whose gradient error over depth PTL answers.
 */
import type { AnnNetwork } from './ann.ts';
import type { ConversionData, ConversionListener, ConversionResources } from './conversion.ts';
import { firstImages } from './data.ts';
import { imageExamples } from './examples.ts';
import { trainable } from './parameters.ts';
import { recordWhole } from './record-whole.ts';
import type { NeuronSettings, SpikingNetwork } from './spiking-network.ts';
import { allTandemLogits, coupleAll, disposeTandem, spikeCounts, tandemOutput } from './tandem-network.ts';
import { channelScopeImages, type ThresholdSettings } from './threshold-layer-norm.ts';
import type { Watch } from './watch.ts';
import { runWholeStage, type WholeStageSettings } from './whole-stage.ts';

export interface TandemSettings extends NeuronSettings, WholeStageSettings {
  readonly threshold: ThresholdSettings;
  /** Training images on which thresholds are measured, before the first epoch. */
  readonly calibrationCount: number;
}

/**
 * Trains `ann` in place and returns the spiking network, as `convert` does: what `watch` throws ends it, everything allocated beyond
 * the ANN's parameters is freed either way, every member of a crew calls it with the same arguments.
 */
export async function trainTandem(
  ann: AnnNetwork,
  data: ConversionData,
  settings: TandemSettings,
  watch: Watch,
  listener: ConversionListener,
  resources: ConversionResources = {},
): Promise<SpikingNetwork> {
  const { timeSteps, initialPotential, firstLayerBias } = settings;
  const least = settings.threshold.scope === 'channel' ? channelScopeImages : 1;
  const calibration = firstImages(data.train, Math.max(least, settings.calibrationCount));
  const network = await coupleAll(ann, imageExamples(calibration), settings, watch);
  const { thresholds, arrivalRates } = network;
  const about = { inputShape: data.train.imageShape, timeSteps, initialPotential, firstLayerBias };
  try {
    return await runWholeStage(
      {
        ann,
        trainee: {
          variables: ann.parameters.flatMap(trainable),
          prepare: ({ value }) => [value, ...spikeCounts(network, value)],
          logits: ([x, ...counts]) => allTandemLogits(ann, x!, counts),
        },
        logitsOf: (x) => tandemOutput(network, x),
        record: () => recordWhole({ ann, thresholds, arrivalRates, perWindow: 1, about }),
      },
      data,
      settings,
      watch,
      listener,
      resources,
    );
  } finally {
    disposeTandem(network);
  }
}
