/**
 * Keeps how a link wants the page to be shown, and the choices of tab, layer and image that a link
 * can carry.
 */
import { type ProgressTab, plainView, type StageTab, type ViewPart } from '../../../runs/link/view-part.ts';
import type { WorkbenchState } from '../state.ts';
import { useWorkbench } from '../store.ts';
import type { ChosenProgressTab, ChosenSample } from './view-choices.ts';

type Shown = Pick<WorkbenchState, 'viewPart' | 'progressTab' | 'stageTab' | 'selectedLayer' | 'sample'>;

/** Returns what a link's view makes of the state; what the link does not name stays as it is. */
export function openView(view: ViewPart): (state: Shown) => Shown {
  return ({ progressTab, stageTab, selectedLayer, sample }) => ({
    viewPart: view,
    progressTab: view.progressTab ? { run: undefined, tab: view.progressTab } : progressTab,
    stageTab: view.stageTab ?? stageTab,
    selectedLayer: view.layer ?? selectedLayer,
    sample: view.image === null ? sample : { ...sample, mode: 'test', index: view.image },
  });
}

/** Opens the tab, layer and image of the link once more, after another run has come on screen. */
export function openViewAgain(): void {
  useWorkbench.setState((state) => openView(state.viewPart)(state));
}

/**
 * Returns the view to be shared: tab, layer and image as they are on screen. The tab of the chart
 * is named where it is another than the page would open by itself.
 */
export function shownView(state: Shown & Pick<WorkbenchState, 'shown'>): ViewPart {
  const { progressTab, stageTab, selectedLayer, sample } = state;
  return {
    ...plainView,
    progressTab: progressTab && tabFor(progressTab, state.shown?.id ?? null),
    stageTab,
    layer: selectedLayer,
    image: sample.mode === 'test' ? sample.index : null,
  };
}

function tabFor({ run, tab }: ChosenProgressTab, shown: string | null): ProgressTab | null {
  return run === undefined || run === shown ? tab : null;
}

/** Returns the tab that was chosen for the run on screen, or null. */
export function useChosenProgressTab(): ProgressTab | null {
  return useWorkbench(({ progressTab, shown }) => progressTab && tabFor(progressTab, shown?.id ?? null));
}

export function chooseProgressTab(tab: ProgressTab): void {
  useWorkbench.setState(({ shown }) => ({ progressTab: { run: shown?.id ?? null, tab } }));
}

export function chooseStageTab(stageTab: StageTab): void {
  useWorkbench.setState({ stageTab });
}

export function chooseSample(change: Partial<ChosenSample>): void {
  useWorkbench.setState(({ sample }) => ({ sample: { ...sample, ...change } }));
}
