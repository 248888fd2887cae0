/** Returns the strip of the run on screen, or of the network in the settings before any run. */
import { useMemo } from 'react';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { shownLive, useShownRun } from '../store/selectors.ts';
import { useSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { stripOfLayers, stripOfNotation } from './layers.ts';
import { type LiveStage, type Tile, tilesOf } from './tiles.ts';

export interface StripView {
  readonly input: string;
  /** What such an input is called: `image`. */
  readonly noun: string;
  readonly tiles: readonly Tile[];
  readonly selected: string | null;
}

/**
 * Returns the part of the stage under way that the tiles show: it changes with every epoch, not
 * with every batch.
 */
function useLiveStage(): LiveStage | null {
  const live = useWorkbench((state) => shownLive(state) !== null);
  const stage = useWorkbench((state) => shownLive(state)?.stage ?? 0);
  const layer = useWorkbench((state) => shownLive(state)?.layer ?? null);
  const epoch = useWorkbench((state) => shownLive(state)?.epoch ?? null);
  const threshold = useWorkbench((state) => shownLive(state)?.threshold ?? none);
  const patience = useWorkbench((state) => shownLive(state)?.patience ?? null);
  return useMemo(
    () => (live && patience ? { stage, layer, epoch, threshold, patience } : null),
    [live, stage, layer, epoch, threshold, patience],
  );
}

const none: readonly number[] = [];
const unknown: readonly (readonly number[])[] = [];

export function useStrip(): StripView {
  const run = useShownRun();
  const live = useLiveStage();
  const draft = useSpec();
  const selected = useWorkbench((state) => state.selectedLayer);
  const notation = run?.spec.network ?? draft.network;
  const built = run?.layers;
  const network = useMemo(
    () => (built && built.length > 0 ? stripOfLayers(built) : stripOfNotation(notation)),
    [built, notation],
  );
  const stages = run?.stages;
  const spec = run?.spec ?? draft;
  const { validationCount: validationImages } = spec;
  const task = taskOf(spec.task);
  const metric = leadMetric(task);
  const last = live && run?.epochs.findLast((row) => row.stage === live.stage);
  const latest = last ? leadScore(task, last.validation) : null;
  const method = recipeOf(spec.method).stages;
  const snn = run?.report?.snn;
  const outcome = snn ? leadScore(task, snn.validation) : null;
  const thresholds = snn?.thresholds ?? unknown;
  const readoutSpikes = spec.decoding === 'counts' && isUsed('decoding', recipeOf(spec.method));
  const tiles = useMemo(
    () =>
      tilesOf({
        layers: network?.layers ?? [],
        stages: stages ?? [],
        live,
        method,
        metric,
        outcome,
        thresholds,
        readoutSpikes,
        latest,
        validationImages,
      }),
    [network, stages, live, method, metric, outcome, thresholds, readoutSpikes, latest, validationImages],
  );
  return { input: network?.input ?? '', noun: exampleNoun(task).one, tiles, selected };
}
