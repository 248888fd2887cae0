/** Describes the chart in words, for those who do not see it. */

import { isBetter } from '../../tasks/metric.ts';
import { leadScore } from '../../tasks/task.ts';
import { imagesWords } from '../shared/format.ts';
import { scoreWords } from '../shared/score-words.ts';
import type { MethodWords } from '../words/method-words.ts';
import type { Chart } from './chart/use-chart.ts';

export function epochWords(stage: number, epoch: number, { fresh }: Pick<MethodWords, 'fresh'>): string {
  return stage > 0 && epoch === 0 ? fresh : `epoch ${epoch}`;
}

export function summaryOf({
  task,
  metric,
  layout,
  ann,
  validationImages,
  learning,
  overlays,
  words: named,
}: Chart): string {
  const own = layout.rows.filter(({ row }) => row !== null);
  if (own.length === 0) return `Validation ${metric.label} while converting. No epoch has been measured yet.`;
  const words = (score: number) => metric.write(score, validationImages);
  const stages = layout.bands.flatMap(({ stage, layer, state }) => {
    const scores = own.flatMap((point) =>
      point.stage === stage && point.row ? leadScore(task, point.row.validation) : [],
    );
    const [first] = scores;
    if (first === undefined) return [];
    const best = scores.reduce((best, score) => (isBetter(metric, score, best) ? score : best));
    const from =
      stage === 0
        ? `starts at ${words(first)}`
        : `${named.freshVerb(metric)} ${words(first)} when ${named.fresh}`;
    const doing = state === 'learning' ? ' and is learning now' : '';
    return [`${layer} ${from}, best ${words(best)}${doing}`];
  });
  const baseline =
    ann === null
      ? ''
      : ` The ANN has ${scoreWords(metric, ann, validationImages)} ${imagesWords(validationImages)}.`;
  const now = learning !== null ? ' The run is under way.' : '';
  const beside = overlays.flatMap(({ label, images, outcome }, i) => {
    const last = layout.rows.findLast((point) => point.overlays[i])?.overlays[i];
    const end = last ? leadScore(task, last.validation) : outcome;
    return end === null ? [] : [`${label} ends at ${metric.write(end, images)}`];
  });
  const others = beside.length > 0 ? ` Compared with it: ${beside.join('; ')}.` : '';
  return `Validation ${metric.label} while converting: ${stages.join('; ')}.${baseline}${others}${now}`;
}
