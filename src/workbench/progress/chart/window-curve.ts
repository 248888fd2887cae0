/**
 * Makes the curve of a run that trained nothing: it has no epochs, but a score after each step of
 * the window.
 */

import type { RunSummary } from '../../../runs/records/run-store.ts';
import { latencyWords } from '../../../runs/spec/methods/latency.ts';
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
  /** The input coding of the run on screen, in words: `image as constant current`. */
  readonly input: string;
  /** When its answer comes, where neurons fire after their window; else null. */
  readonly latency: string | null;
}

type Run = Pick<RunSummary, 'name' | 'spec' | 'report' | 'ann'>;

/** Returns the curves, or null for a run that has epochs, and while its scores are not known. */
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
    latency: latencyWords(run.spec),
  };
}
