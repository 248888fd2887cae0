/**
 * Converts without fine-tuning (§3.2–3.4): thresholds are set layer by layer on the growing hybrid
 * network, and nothing is trained. Constraints are imposed as in PTL.
 */

import { diagnoseCoupled } from '../diagnosis/diagnose-coupled.ts';
import type { LayerDiagnostics } from '../diagnosis/diagnostics.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { createArrivals } from '../hybrid/arrivals.ts';
import { correctBias } from '../hybrid/correct-bias.ts';
import {
  constrainReadout,
  couple,
  createHybrid,
  disposeHybrid,
  freeze,
  type HybridNetwork,
  type HybridSettings,
  limitFanIn,
  releaseFrozen,
} from '../hybrid/hybrid.ts';
import {
  collectActivations,
  type LayerThreshold,
  type ThresholdSettings,
  thresholdLayerNorm,
} from '../hybrid/threshold-layer-norm.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import { packsSpikes } from '../spiking/packed-spikes.ts';
import { paperDynamics, simulationBatch } from '../spiking/simulation-memory.ts';
import type { Watch } from '../work/watch.ts';
import { measureOriginals } from './originals.ts';

export interface UntunedOptions {
  readonly diagnosed?: boolean;
  /** The number of hidden layers to convert, from the first on; all without it. */
  readonly layers?: number;
}

export interface Untuned {
  /** The network with these layers spiking and the others analog. The caller disposes it. */
  readonly hybrid: HybridNetwork;
  readonly thresholds: readonly LayerThreshold[];
  /** Diagnostics of every hidden layer if they were requested; empty otherwise. */
  readonly diagnostics: readonly LayerDiagnostics[];
}

/**
 * Converts `ann` without fine-tuning. Folds thresholds and batch norm into the weights of `ann`,
 * layer by layer, so that a large network does not stand twice in memory: pass a copy of yours,
 * which must live as long as the result. An error that `watch` throws ends the
 * conversion and frees what it allocated.
 */
export async function convertUntuned(
  ann: AnnNetwork,
  calibration: ExampleSet,
  settings: HybridSettings & { readonly threshold: ThresholdSettings },
  watch: Watch,
  { diagnosed = false, layers = Number.POSITIVE_INFINITY }: UntunedOptions = {},
): Promise<Untuned> {
  const hidden = ann.layers.length - 1;
  const hybrid = createHybrid(ann, settings);
  const thresholds: LayerThreshold[] = [];
  const diagnostics: LayerDiagnostics[] = [];
  const window = { layers: ann.layers, timeSteps: settings.timeSteps, dynamics: paperDynamics };
  const batchSize = simulationBatch(window, packsSpikes());
  const arrivals = createArrivals(hybrid, calibration, { bytes: Number.POSITIVE_INFINITY, used: 0 });
  try {
    const originals = await measureOriginals(ann, arrivals, { ...settings, batchSize }, watch);
    while (hybrid.frozen.length < Math.min(layers, hidden)) {
      if (hybrid.frozen.length > 0) await arrivals.advance('calibrating', watch);
      await limitFanIn(hybrid);
      const activations = await collectActivations(hybrid, arrivals, batchSize, watch);
      const found =
        originals.thresholds?.[hybrid.frozen.length] ??
        (await thresholdLayerNorm(activations, settings.threshold, settings));
      thresholds.push(found);
      couple(hybrid, found.threshold);
      const means = originals.means?.[hybrid.frozen.length];
      if (means) await correctBias(hybrid, { means, threshold: found.threshold }, arrivals, batchSize, watch);
      if (diagnosed) {
        const coupled = {
          threshold: found,
          images: calibration,
          calibration: arrivals,
          batchSize,
          // Corrected biases have made other activations.
          activations: means ? undefined : activations,
        };
        diagnostics.push(await diagnoseCoupled(hybrid, coupled, watch));
      }
      freeze(hybrid);
      releaseFrozen(hybrid);
    }
    if (hybrid.frozen.length === hidden) await constrainReadout(hybrid);
  } catch (error) {
    disposeHybrid(hybrid);
    throw error;
  } finally {
    arrivals.dispose();
  }
  return { hybrid, thresholds, diagnostics };
}
