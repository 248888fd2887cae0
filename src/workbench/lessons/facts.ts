/**
 * What a lesson knows of the page: the state of the store, and what the panels note of what they
 * show. Conditions and figures read nothing else.
 */
import { useMemo } from 'react';
import type { LayerDiagnostics } from '../../engine/diagnosis/diagnostics.ts';
import { originKey } from '../../runs/inspection/origin.ts';
import type { UntunedPoint } from '../../runs/inspection/simulation.ts';
import type { ProgressTab, StageTab } from '../../runs/link/view-part.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { settingsKey } from '../clients/source.ts';
import { type ShownLosses, useLastLosses } from '../inspect/diagnosis/last-rows.ts';
import { useOpenLayer } from '../inspect/stage/open-layer.ts';
import { type LastUntuned, useLastUntuned } from '../inspect/untuned/last-untuned.ts';
import { type ShownFigure, useLastFigure } from '../neuron/last-figure.ts';
import { useWorkbench } from '../store/store.ts';
import { useChosenProgressTab } from '../store/view/view-part.ts';

export interface Facts {
  /** The settings in the form. */
  readonly spec: RunSpec;
  /** The run on screen. */
  readonly shown: RunRecord | null;
  /** Whether a conversion is under way in this tab, of whatever settings. */
  readonly underWay: boolean;
  /** The tab of the layer that was chosen; null for the first. */
  readonly stageTab: StageTab | null;
  /** The tab of the card with the chart that was chosen; null for the one it opens on. */
  readonly progressTab: ProgressTab | null;
  readonly layer: string | null;
  /** The untuned score of exactly the settings in the form; null until it is measured. */
  readonly untuned: LastUntuned['result'] | null;
  readonly curve: readonly UntunedPoint[];
  /** Every untuned score that was measured since the page was opened, by its settings. */
  readonly scores: ReadonlyMap<string, LastUntuned['result']>;
  /**
   * The layer that is open in the inspector, measured with exactly the settings in the form, so
   * that its figures and the score are those of one conversion; null until it is.
   */
  readonly open: { readonly name: string; readonly diagnostics: LayerDiagnostics } | null;
  /** The losses by layer of exactly the settings in the form; null until they are measured. */
  readonly losses: ShownLosses | null;
  readonly neuron: ShownFigure | null;
}

/** Returns the key under which the untuned score of settings is noted. */
export function untunedKey(spec: RunSpec): string {
  return `${originKey(spec)} ${settingsKey(spec)}`;
}

export function useFacts(): Facts {
  const spec = useWorkbench((state) => state.spec);
  const shown = useWorkbench((state) => state.shown);
  const underWay = useWorkbench((state) => state.live !== null);
  const layer = useWorkbench((state) => state.selectedLayer);
  const stageTab = useWorkbench((state) => state.stageTab);
  const progressTab = useChosenProgressTab();
  const { last, curve, scores } = useLastUntuned();
  const opened = useOpenLayer((state) => state.layer);
  const shownLosses = useLastLosses((state) => state.losses);
  const neuron = useLastFigure((state) => state.figure);
  return useMemo(() => {
    const key = untunedKey(spec);
    const untuned = last?.key === key ? last.result : null;
    const open = opened?.key === key ? opened : null;
    const losses = shownLosses?.key === key ? shownLosses : null;
    return {
      spec,
      shown,
      underWay,
      stageTab,
      progressTab,
      layer,
      untuned,
      curve,
      scores,
      open,
      losses,
      neuron,
    };
  }, [spec, shown, underWay, stageTab, progressTab, layer, last, curve, scores, opened, shownLosses, neuron]);
}
