/** The words on a run's chip, and in its tooltip. */

import { isOfNewerEngine } from '../../runs/records/checks/stored-run.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { findPreset } from '../../runs/spec/presets/presets.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { dateWords } from '../shared/date-words.ts';
import { scoreWords } from '../shared/score-words.ts';
import { stageLayers } from '../store/selectors.ts';

/**
 * Returns the test score of the spiking network; while the run is under way its validation score
 * with an ellipsis, since it is not final; and for a run that did not finish, how many stages
 * ended.
 */
export function chipFigure({ report, epochs, spec, status, stages, layers }: RunSummary): string | null {
  const task = taskOf(spec.task);
  const snn = report?.snn;
  if (snn) return scoreWords(leadMetric(task), leadScore(task, snn.test), snn.testCount);
  if (status !== 'running') {
    const all = stageLayers({ layers, spec }).length;
    return all > 1 ? `${stages.length} of ${all} stages` : null;
  }
  const last = epochs.at(-1);
  if (!last) return null;
  return `${scoreWords(leadMetric(task), leadScore(task, last.validation), spec.validationCount)} …`;
}

/** Returns the name on the chip: `this run · Ns 16`, `mnist · Ns 16`. */
export function chipName(
  { name, spec }: Pick<RunSummary, 'name' | 'spec'>,
  { mixed, current }: { readonly mixed: boolean; readonly current: boolean },
): string {
  const preset = mixed ? `${spec.preset.split('@')[0]} · ` : '';
  return `${current ? 'this run · ' : ''}${preset}${name}`;
}

const statusWords: Record<RunSummary['status'], string> = {
  running: 'under way',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
  interrupted: 'cut off',
};

/**
 * Says where the run comes from, when it began, how it ended, and whether a newer engine computed
 * it.
 */
export function chipHelp(run: RunSummary, locale?: string): string {
  const preset = findPreset(run.spec.preset)?.title ?? run.spec.preset;
  const when = dateWords(run.createdAt, locale);
  const failure = run.failure ? `: ${run.failure}` : '';
  const newer = isOfNewerEngine(run)
    ? `. Computed by engine revision ${run.report?.engine} of a newer Spikewise: its numbers are not those of this one`
    : '';
  return `${preset} (${run.spec.preset}), ${when}, ${statusWords[run.status]}${failure}${newer}`;
}
