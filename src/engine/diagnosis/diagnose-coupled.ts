/**
 * Computes diagnostics of the coupled layer, its loss chain included, for conversions with and
 * without fine-tuning.
 */
import { type ExampleSet, firstExamples } from '../examples/example-set.ts';
import { type Examples, inputExamples } from '../examples/examples.ts';
import { chainImages } from '../hybrid/calibration.ts';
import type { HybridNetwork } from '../hybrid/hybrid.ts';
import { collect } from '../hybrid/layer-values.ts';
import { collectActivations, collectCounts, type LayerThreshold } from '../hybrid/threshold-layer-norm.ts';
import { firstValues, type LayerValuesOf } from '../hybrid/value-blocks.ts';
import type { Watch } from '../work/watch.ts';
import { diagnose, type LayerDiagnostics } from './diagnostics.ts';
import { idealActivation, limitedActivation } from './ideal-branch.ts';
import { lossChain } from './loss-chain.ts';

export interface Coupled {
  readonly threshold: LayerThreshold;
  /** The calibration images themselves, and the same images as they arrive at the coupled layer. */
  readonly images: ExampleSet;
  readonly calibration: Examples;
  readonly batchSize: number;
  /** Activations, if they have already been collected with the current weights. */
  readonly activations?: LayerValuesOf | undefined;
}

export async function diagnoseCoupled(
  hybrid: HybridNetwork,
  { threshold, images, calibration, batchSize, activations: known }: Coupled,
  watch: Watch,
): Promise<LayerDiagnostics> {
  const { timeSteps } = hybrid.settings;
  const activations = known ?? (await collectActivations(hybrid, calibration, batchSize, watch));
  const counts = await collectCounts(hybrid, calibration, batchSize, watch);
  const next = hybrid.layers[hybrid.frozen.length + 1]!;
  const judged = firstExamples(images, chainImages);
  const ideal = await collect(inputExamples(judged), batchSize, watch, ({ value }) =>
    idealActivation(hybrid, value),
  );
  const limited = hybrid.settings.constraint?.precision
    ? await collect(firstOfExamples(calibration, judged.count), batchSize, watch, (arrival) =>
        limitedActivation(hybrid, arrival),
      )
    : null;
  const values = {
    ideal,
    limited,
    arrived: firstValues(activations, judged.count),
    counts: firstValues(counts, judged.count),
  };
  return {
    ...(await diagnose(activations, counts, threshold, timeSteps, next)),
    chain: await lossChain(values, threshold, hybrid.settings),
  };
}

function firstOfExamples(examples: Examples, count: number): Examples {
  return { ...examples, count };
}
