/**
 * A run that trained nothing has no epochs: what it has is its score after each step of the
 * window.
 */

import type { RunSummary } from '../../../runs/records/run-store.ts';
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import { type Statistic, statisticOf } from '../../../runs/sweep/summary.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { leadMetric, leadScore } from '../../../tasks/task.ts';
import { inputWords } from '../../words/method-words.ts';
import { labelsOf } from '../../words/run-labels.ts';

export interface WindowCurve {
  readonly metric: Metric;
  /** The run on screen, then those of its task compared with it that have such a curve. */
  readonly lines: readonly { readonly name: string; readonly steps: readonly Statistic[] }[];
  readonly ann: number | null;
  /** Validation images of the run on screen. */
  readonly images: number;
  /** How the image comes in, of the run on screen: `image as constant current`. */
  readonly input: string;
}

type Run = Pick<RunSummary, 'name' | 'spec' | 'report' | 'ann'>;

/** Null for a run that has epochs, and while it is not known. */
export function windowCurve(run: Run | null, compared: readonly Run[]): WindowCurve | null {
  if (!run || recipeOf(run.spec.method).stages !== 'none' || !run.report?.snn?.anytime) return null;
  const runs = [run, ...compared];
  const labels = labelsOf(runs);
  const task = taskOf(run.spec.task);
  const lines = runs.flatMap(({ report, spec }, i) => {
    const anytime = (spec.task === task.id && report?.snn?.anytime) || [];
    if (anytime.length === 0) return [];
    const name = compared.length > 0 ? `${i + 1} ${labels[i]}` : recipeOf(run.spec.method).title;
    return [{ name, steps: anytime.map((score) => statisticOf([score])!) }];
  });
  return {
    metric: leadMetric(task),
    lines,
    ann: run.ann ? leadScore(task, run.ann.validation) : null,
    images: run.spec.validationCount,
    input: inputWords(run.spec),
  };
}
