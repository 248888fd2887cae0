/**
 * Finds the best of the compared runs: by the lead validation score, since the test set chooses
 * nothing, and only among runs of one task where that was measured alike.
 */
import type { RunSummary } from '../../runs/records/run-store.ts';
import { isBetter } from '../../tasks/metric.ts';
import { leadMetric, leadScore, type Task } from '../../tasks/task.ts';
import { extremes } from '../shared/score-words.ts';
import { finishedOf } from './outcomes.ts';
import { tasksOf } from './tasks.ts';

export interface Best {
  readonly ids: ReadonlySet<string>;
  /**
   * A sentence that says what the mark means, or why there is none; null when there is nothing to
   * choose from.
   */
  readonly words: string | null;
}

const none = (words: string | null): Best => ({ ids: new Set(), words });

/** Returns the best run of each task. */
export function bestOf(runs: readonly RunSummary[]): Best {
  const tasks = tasksOf(runs);
  const each = tasks.map((task) => ({
    task,
    best: bestAmong(
      runs.filter(({ spec }) => spec.task === task.id),
      task,
    ),
  }));
  if (each.length === 1) return each[0]!.best;
  const words = each.flatMap(({ task, best }) => (best.words ? [`${task.title}: ${best.words}`] : []));
  return {
    ids: new Set(each.flatMap(({ best }) => [...best.ids])),
    words: words.length > 0 ? words.join(' ') : null,
  };
}

/**
 * Returns the best runs of one task. Of equals those with fewer synaptic operations win; there are
 * several only where they are alike in both.
 */
function bestAmong(runs: readonly RunSummary[], task: Task): Best {
  const metric = leadMetric(task);
  const judged = runs.flatMap((run) => {
    const finished = finishedOf(run);
    if (!finished) return [];
    const { snn, cost } = finished;
    return [{ run, score: leadScore(task, snn.validation), ratio: cost?.ratio ?? Number.POSITIVE_INFINITY }];
  });
  const [first] = judged;
  if (!first || judged.length < 2) return none(null);
  const images = new Set(judged.map(({ run: { spec } }) => `${spec.dataset} ${spec.validationCount}`));
  if (images.size > 1)
    return none(
      `No run is marked best: their validation ${metric.short} was measured on different examples.`,
    );
  const top = judged.reduce((best, { score }) => (isBetter(metric, score, best) ? score : best), first.score);
  const most = judged.filter(({ score }) => score === top);
  const least = Math.min(...most.map(({ ratio }) => ratio));
  const best = most.filter(({ ratio }) => ratio === least);
  if (best.length === judged.length)
    return none(`No run is marked best: they are alike in validation ${metric.short} and SynOps ratio.`);
  return {
    ids: new Set(best.map(({ run }) => run.id)),
    words: `Best is the run with the ${extremes[metric.better]} validation ${metric.short} of its spiking network, of equals the one with the lower SynOps ratio; the test set chooses nothing.`,
  };
}
