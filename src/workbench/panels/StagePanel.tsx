/** The panel at the bottom of the centre: the stage inspector on the run on screen. */
import { useMemo, useState } from 'react';
import { originKey } from '../../runs/inspection/origin.ts';
import type { ProbeCell } from '../../runs/inspection/probe/cell.ts';
import { probeReach } from '../../runs/inspection/probe/reach.ts';
import { untunedMacs } from '../../runs/inspection/untuned-work.ts';
import type { SettingChange } from '../../runs/inspection/verdict.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import type { RunSpec } from '../../runs/spec/run-spec.ts';
import { startsTrained } from '../../runs/spec/start-network.ts';
import { taskOf } from '../../tasks/index.ts';
import { type Consent, useConsent } from '../clients/consent.ts';
import { secondsFor } from '../clients/pace.ts';
import { usePresence } from '../data/MissingData.tsx';
import type { Probing } from '../inspect/diagnosis/ProbeBox.tsx';
import { useDiagnosis } from '../inspect/diagnosis/use-diagnosis.ts';
import type { InspectedRun } from '../inspect/stage/inspected-run.ts';
import { StageInspector } from '../inspect/stage/StageInspector.tsx';
import { AskFirst } from '../shared/AskFirst.tsx';
import { anchor } from '../shared/anchor.ts';
import { Failure } from '../shared/Failure.tsx';
import { selectLayer } from '../store/selection.ts';
import { shownLive, useIsLive } from '../store/selectors.ts';
import { chooseMethod, setSetting, useRunnableSpec, useSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { useLocked } from '../store/view/class-view.ts';
import { chooseStageTab } from '../store/view/view-part.ts';
import { measuredWords, settingsWords } from '../words/whose.ts';
import classes from './panels.module.css';

/**
 * Returns the part of the run on screen that the inspector shows, without the rows of its epochs,
 * so that it does not render at each of them.
 */
function useInspected(): InspectedRun | null {
  const spec = useWorkbench((state) => state.shown?.spec ?? null);
  const layers = useWorkbench((state) => state.shown?.layers ?? null);
  const stages = useWorkbench((state) => state.shown?.stages ?? null);
  const report = useWorkbench((state) => state.shown?.report ?? null);
  return useMemo(
    () => (spec && layers && stages ? { spec, layers, stages, report } : null),
    [spec, layers, stages, report],
  );
}

interface Inspection {
  readonly run: InspectedRun | null;
  /** Words that say whose measurements these are; null without any. */
  readonly whose: string | null;
  readonly failure: string | null;
  readonly onRetry: () => void;
  /** What has to be agreed to before anything is measured; null where nothing has. */
  readonly consent: Consent | null;
}

/**
 * Returns the run on screen; before any run, the shipped network converted with the settings as
 * they stand.
 */
function useInspection(): Inspection {
  const run = useInspected();
  const draft = useRunnableSpec();
  const [attempt, setAttempt] = useState(0);
  const hasRun = useWorkbench((state) => state.shown !== null || !state.runsLoaded);
  const presence = usePresence(draft);
  const ships = presence === 'here' && draft.method === 'ptl' && startsTrained(draft);
  // The diagnosis converts, and computes each layer's ideal answer beside it.
  const consent = useConsent(originKey(draft), ships ? secondsFor(2 * untunedMacs(draft, draft, 0)) : 0);
  const { diagnosis, failure } = useDiagnosis(draft, ships && !hasRun && !consent.asks, attempt);
  const untuned = useMemo((): InspectedRun | null => {
    if (!diagnosis) return null;
    const { layers, findings, origin, settings } = diagnosis;
    const spec = { ...settings, ...origin, method: 'ptl' };
    return { spec, layers, stages: [], report: null, untuned: findings };
  }, [diagnosis]);
  const here = useIsLive();
  const ran = useWorkbench(({ shown }) => (shown ? measuredWords(shown, here) : null));
  return {
    run: hasRun ? run : ships ? untuned : null,
    whose: hasRun ? ran : ships && untuned ? settingsWords(untuned.spec) : null,
    failure: hasRun ? null : failure,
    onRetry: () => setAttempt(attempt + 1),
    consent: ships && !hasRun && consent.asks ? consent : null,
  };
}

/**
 * Applies a suggestion of the inspector. It belongs to the method of its run, so a setting that the
 * method in the form does not use brings that method back.
 */
function change({ field, value }: SettingChange): void {
  const { spec, shown } = useWorkbench.getState();
  if (shown && !isUsed(field, recipeOf(spec.method))) chooseMethod(shown.spec.method);
  setSetting(field, value);
}

/** Takes the cell that a probe offers. */
function takeCell({ biases, ...settings }: ProbeCell): void {
  const { spec, shown } = useWorkbench.getState();
  if (biases === 'calibrated') {
    chooseMethod('calibration');
    setSetting('correctBias', true);
  } else {
    if (shown && spec.method !== shown.spec.method) chooseMethod(shown.spec.method);
  }
  const recipe = recipeOf(useWorkbench.getState().spec.method);
  const own = { ...settings, stageBias: biases };
  for (const [field, value] of Object.entries(own) as [keyof typeof own, unknown][])
    if (isUsed(field, recipe)) setSetting(field, value);
}

/**
 * Returns what a probe may change. Mixtures are left out: corrected biases and thresholds per
 * channel would need a thousand of them.
 */
function useProbing(draft: RunSpec): Probing | null {
  const spec = useWorkbench((state) => state.shown?.spec ?? null) ?? draft;
  const locked = useLocked();
  return useMemo(
    () =>
      taskOf(spec.task).targets === 'voices'
        ? null
        : { reach: probeReach(spec), take: locked ? null : takeCell },
    [spec, locked],
  );
}

export function StagePanel() {
  const { run, whose, failure, onRetry, consent } = useInspection();
  const selected = useWorkbench((state) => state.selectedLayer);
  const layer = useWorkbench((state) => {
    const live = shownLive(state);
    return live && live.stage > 0 && !live.ended ? live.layer : null;
  });
  const diagnostics = useWorkbench((state) => shownLive(state)?.diagnostics ?? null);
  const stage = useMemo(() => (layer ? { layer, diagnostics } : null), [layer, diagnostics]);
  const underWay = useWorkbench((state) => state.live !== null);
  const draft = useSpec();
  const tab = useWorkbench((state) => state.stageTab);
  const locked = useLocked();
  const probing = useProbing(draft);
  return (
    <section className={classes.stage} aria-label="The selected layer" {...anchor('stage')}>
      <h2 className="visually-hidden">The selected layer</h2>
      {consent ? (
        <AskFirst
          title="The layers just after conversion"
          seconds={consent.seconds}
          onAgree={consent.agree}
        />
      ) : failure && !run ? (
        <div>
          <Failure message={failure} onRetry={onRetry} />
        </div>
      ) : (
        <StageInspector
          record={run}
          whose={whose}
          layerName={selected}
          live={stage}
          underWay={underWay}
          draft={draft}
          onChange={locked ? null : change}
          probing={probing}
          onSelectLayer={selectLayer}
          chosenTab={tab}
          onTab={chooseStageTab}
        />
      )}
    </section>
  );
}
