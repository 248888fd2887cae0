/**
 * Which of the compared runs is best: by validation accuracy, since the test set chooses nothing,
 * and only where that was measured alike.
 */
import type { RunSummary } from '../../runs/records/run-store.ts';
import { finishedOf } from './outcomes.ts';

export interface Best {
  readonly ids: ReadonlySet<string>;
  /** What the mark means, or why there is none; null when there is nothing to choose from. */
  readonly words: string | null;
}

const none = (words: string | null): Best => ({ ids: new Set(), words });

/** Of equals those with fewer synaptic operations; several only where they are alike in both. */
export function bestOf(runs: readonly RunSummary[]): Best {
  const judged = runs.flatMap((run) => {
    const finished = finishedOf(run);
    if (!finished) return [];
    const { snn, cost } = finished;
    return [{ run, accuracy: snn.validationAccuracy, ratio: cost?.ratio ?? Number.POSITIVE_INFINITY }];
  });
  if (judged.length < 2) return none(null);
  const images = new Set(judged.map(({ run: { spec } }) => `${spec.dataset} ${spec.validationCount}`));
  if (images.size > 1)
    return none('No run is marked best: their validation accuracies were measured on different images.');
  const highest = Math.max(...judged.map(({ accuracy }) => accuracy));
  const most = judged.filter(({ accuracy }) => accuracy === highest);
  const least = Math.min(...most.map(({ ratio }) => ratio));
  const best = most.filter(({ ratio }) => ratio === least);
  if (best.length === judged.length)
    return none('No run is marked best: they are alike in validation accuracy and SynOps ratio.');
  return {
    ids: new Set(best.map(({ run }) => run.id)),
    words:
      'Best is the run with the highest validation accuracy of its spiking network, of equals the one with the lower SynOps ratio; the test set chooses nothing.',
  };
}
