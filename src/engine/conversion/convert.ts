/**
 * Progressive tandem learning (Algorithm 1). Layer by layer it sets the threshold, couples,
 * fine-tunes the coupled and all later layers until patience runs out, reloads the best and
 * freezes.
 */

import type { CacheBudget } from '../hybrid/arrivals.ts';
import { createHybrid, disposeHybrid } from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import { divisionFor } from '../learning/training-set.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { alone } from '../work/crew.ts';
import { createShuffles } from '../work/groups.ts';
import type { Watch } from '../work/watch.ts';
import type {
  ConversionData,
  ConversionListener,
  ConversionResources,
  ConversionSettings,
} from './conversion.ts';
import { measureOriginals } from './originals.ts';
import { freezeAgain, restoreMasks } from './resume-point.ts';
import { runStage } from './stage.ts';
import { advance, stageArrivals } from './stage-arrivals.ts';
import { hasReadoutStage, stagedLayers } from './stages.ts';

/**
 * Converts `ann` in place (its parameters are fine-tuned) and returns the spiking network. An error
 * that `watch` throws ends the conversion; everything it allocated beyond the ANN's parameters is
 * freed either way. Every member of a crew calls it with the same arguments and gets the same
 * network. From a resume point it goes on, to the network that the whole conversion would have
 * made; `ann` then has the point's parameters.
 */
export async function convert(
  ann: AnnNetwork,
  data: ConversionData,
  settings: ConversionSettings,
  watch: Watch,
  listener: ConversionListener,
  { crew = alone, cacheBytes = 0, resumePoint }: ConversionResources = {},
): Promise<SpikingNetwork> {
  const hybrid = createHybrid(ann, settings);
  if (resumePoint) restoreMasks(hybrid, resumePoint);
  const division = divisionFor(ann.layers, data.train, settings);
  let epochsSoFar = resumePoint?.epochs ?? 0;
  const shuffles = createShuffles(division, settings.seed, 'conversion shuffle', epochsSoFar);
  const readoutStage = hasReadoutStage(settings.readoutStage, (settings.constraint ?? null) !== null);
  const stages = stagedLayers(ann.layers, readoutStage).length;
  const cache: CacheBudget = { bytes: cacheBytes, used: 0 };
  const arrivals = stageArrivals(hybrid, data, settings, division, crew, cache);
  for (let pass = 0; pass < epochsSoFar; pass++) arrivals.train.beginPass();
  try {
    const originals = resumePoint ?? (await measureOriginals(ann, arrivals.calibration, settings, watch));
    for (let stage = 1; stage <= stages; stage++) {
      if (stage > 1 && stage <= ann.layers.length) await advance(arrivals, watch);
      const ended = resumePoint?.frozen[stage - 1];
      if (ended) {
        freezeAgain(hybrid, ended);
        continue;
      }
      const context = {
        hybrid,
        data,
        settings,
        watch,
        listener,
        train: { examples: arrivals.train, division, shuffles },
        stage,
        last: stage === stages,
        epochsSoFar,
        crew,
        cache,
        arrivals,
        originals,
      };
      epochsSoFar = await runStage(context);
    }
    return await recordHybrid(hybrid, data.train.inputShape);
  } finally {
    for (const set of Object.values(arrivals)) set.dispose();
    disposeHybrid(hybrid);
  }
}
