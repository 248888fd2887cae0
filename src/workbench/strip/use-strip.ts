/** The strip of the run on screen, or of the network in the settings before any run. */
import { useMemo } from 'react';
import { useShownLive, useShownRun } from '../store/selectors.ts';
import { useSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { stripOfLayers, stripOfNotation } from './layers.ts';
import { type Tile, tilesOf } from './tiles.ts';

export interface StripView {
  readonly input: string;
  readonly tiles: readonly Tile[];
  readonly selected: string | null;
}

export function useStrip(): StripView {
  const run = useShownRun();
  const live = useShownLive();
  const draft = useSpec();
  const selected = useWorkbench((state) => state.selectedLayer);
  const notation = run?.spec.network ?? draft.network;
  const built = run?.layers;
  const network = useMemo(
    () => (built && built.length > 0 ? stripOfLayers(built) : stripOfNotation(notation)),
    [built, notation],
  );
  const stages = run?.stages;
  const latest = live
    ? (run?.epochs.findLast((row) => row.stage === live.stage)?.validationAccuracy ?? null)
    : null;
  const validationImages = (run?.spec ?? draft).validationCount;
  const tiles = useMemo(
    () => tilesOf({ layers: network?.layers ?? [], stages: stages ?? [], live, latest, validationImages }),
    [network, stages, live, latest, validationImages],
  );
  return { input: network?.input ?? '', tiles, selected };
}
