/**
 * Converts a pre-trained network without fine-tuning and measures it at once, for the educator's
 * minute.
 */

import type { ConversionData } from '../../engine/conversion/conversion.ts';
import { convertUntuned, type UntunedOptions } from '../../engine/conversion/convert-untuned.ts';
import type { LayerDiagnostics } from '../../engine/diagnosis/diagnostics.ts';
import { type ExampleSet, firstExamples } from '../../engine/examples/example-set.ts';
import { imagesNeeded } from '../../engine/hybrid/calibration.ts';
import { disposeHybrid } from '../../engine/hybrid/hybrid.ts';
import { recordHybrid } from '../../engine/hybrid/record-hybrid.ts';
import { withAnn } from '../../engine/layers/with-ann.ts';
import { calibrate } from '../../engine/methods/calibration/calibrate.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import { evaluate } from '../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { StartNetwork } from '../execution/materials.ts';
import { constraintOf } from '../spec/constraint.ts';
import { thresholdOf } from '../spec/methods/threshold.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import { type ProbeCell, settingsOf } from './probe/cell.ts';

export interface UntunedConversion {
  readonly network: SpikingNetwork;
  readonly thresholds: readonly { readonly layer: string; readonly threshold: readonly number[] }[];
  /** Diagnostics of every hidden layer if they were requested; empty otherwise. */
  readonly diagnostics: readonly LayerDiagnostics[];
}

/** Images that a calibration takes at once; their number changes no result beyond float32. */
const calibrationBatch = 128;

/** Returns the number of training images that Threshold LayerNorm needs for these settings. */
export function calibrationNeeded(
  settings: Pick<UntunedSettings, 'thresholdScope' | 'stageBias' | 'calibrationCount'>,
): number {
  const { thresholdScope, stageBias, calibrationCount } = settings;
  return Math.max(calibrationCount, imagesNeeded(thresholdScope, stageBias === 'corrected'));
}

/** Converts a network without fine-tuning. The calibration images are the first ones of `train`. */
export async function convertStart(
  start: StartNetwork,
  train: ExampleSet,
  settings: UntunedSettings,
  watch: Watch,
  options: UntunedOptions = {},
): Promise<UntunedConversion> {
  return withAnn(start, async (ann) => {
    const { hybrid, thresholds, diagnostics } = await convertUntuned(
      ann,
      firstExamples(train, calibrationNeeded(settings)),
      {
        ...settings,
        threshold: { ...thresholdOf(settings), from: settings.thresholdFrom },
        constraint: constraintOf(settings),
        correctBias: settings.stageBias === 'corrected',
      },
      watch,
      options,
    );
    try {
      return {
        network: await recordHybrid(hybrid, start.inputShape),
        thresholds: thresholds.map(({ threshold }, l) => ({
          layer: start.layers[l]!.name,
          threshold: [...threshold],
        })),
        diagnostics,
      };
    } finally {
      disposeHybrid(hybrid);
    }
  });
}

/**
 * Converts a network by layer-by-layer calibration with corrected biases; of `settings` only
 * window, threshold and firing count, and the number of images.
 */
export async function calibrateStart(
  start: StartNetwork,
  data: ConversionData,
  settings: UntunedSettings,
  watch: Watch,
): Promise<SpikingNetwork> {
  const { timeSteps, firing, calibrationCount } = settings;
  const wanted = {
    timeSteps,
    threshold: thresholdOf(settings),
    firing,
    calibrationCount,
    correctBias: true,
    batchSize: calibrationBatch,
  };
  return withAnn(start, (ann) => calibrate(ann, data, wanted, watch));
}

/** Returns what converts the cells of a probe, with `settings` for all that a cell does not say. */
export function convertCell(
  start: StartNetwork,
  data: ConversionData,
  settings: UntunedSettings,
  watch: Watch,
): (cell: ProbeCell) => Promise<SpikingNetwork> {
  return async (cell) => {
    const wanted = settingsOf(cell, settings);
    if (cell.biases === 'calibrated') return calibrateStart(start, data, wanted, watch);
    return (await convertStart(start, data.train, wanted, watch)).network;
  };
}

/** Returns the scores of a network on `judged`. */
export async function scoresOf(
  network: SpikingNetwork,
  judged: ExampleSet,
  objective: Objective,
  watch: Watch,
): Promise<Scores> {
  const simulator = createSimulator(network);
  try {
    return (await evaluate(simulator, judged, objective, watch)).scores;
  } finally {
    disposeSimulator(simulator);
  }
}
