/**
 * Brings the page into the state of a step, when the reader asks for it, and back to what it was.
 * A run under way is never stopped: while there is one, nothing is set up.
 */
import { decodeLink, encodeLink } from '../../runs/link/link.ts';
import { runToOpen } from '../store/opening.ts';
import { showNoRun, showRun } from '../store/runs.ts';
import { selectLayer } from '../store/selection.ts';
import { formOf } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { chooseProgressTab, chooseStageTab } from '../store/view/view-part.ts';
import { turnTo } from '../store/view.ts';
import type { Step } from './lesson.ts';
import { specOf } from './settings-of.ts';
import { keepBefore, useLessons } from './state.ts';

/** Sets the settings of a step, and shows its run, or none. */
export async function setUpStep(step: Step): Promise<void> {
  const { spec: own, shown, current, runs } = useWorkbench.getState();
  if (!step.setUp || current) return;
  if (!useLessons.getState().progress.before) keepBefore({ link: encodeLink(own), run: shown?.id ?? null });
  const spec = specOf(step.setUp);
  turnTo('run');
  useWorkbench.setState(formOf(spec));
  const finished = runs.filter(({ status }) => status === 'finished');
  const run = step.setUp.shows === 'run' ? runToOpen(finished, spec) : undefined;
  if (run) await showRun(run.id);
  else showNoRun();
  openParts(step, false);
}

/**
 * Opens the tabs and the layer that a step speaks of. Of a step that is done, the tab that it asked
 * for: what was seen is there.
 */
export function openParts({ opens, done }: Pick<Step, 'opens' | 'done'>, isDone: boolean): void {
  const asked = isDone ? done : null;
  const progress = asked?.is === 'progressTab' ? asked.tab : opens?.progress;
  const stage = asked?.is === 'stageTab' ? asked.tab : opens?.stage;
  if (progress) chooseProgressTab(progress);
  if (stage) chooseStageTab(stage);
  if (opens?.layer) selectLayer(opens.layer);
}

/** Brings back the settings and the run from before the first step that was set up. */
export async function goBackToOwn(): Promise<void> {
  const { before } = useLessons.getState().progress;
  if (!before) return;
  useWorkbench.setState(formOf(decodeLink(before.link).spec));
  keepBefore(null);
  if (useWorkbench.getState().current) return;
  if (before.run) await showRun(before.run);
  else showNoRun();
}
