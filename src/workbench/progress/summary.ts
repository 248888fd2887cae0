/** Describes the chart in words, for those who do not see it. */

import { leadScore } from '../../tasks/task.ts';
import { examplesWords } from '../shared/format.ts';
import { scoreWords } from '../shared/score-words.ts';
import type { MethodWords } from '../words/method-words.ts';
import type { Chart } from './chart/use-chart.ts';

export function epochWords(stage: number, epoch: number, { fresh }: Pick<MethodWords, 'fresh'>): string {
  return stage > 0 && epoch === 0 ? fresh : `epoch ${epoch}`;
}

/**
 * Writes the score that a stage kept with its epoch, or the last one of a stage that has not ended.
 */
function endWords(stage: number, kept: string | undefined, epoch: number, last: string): string {
  if (kept !== undefined) return `keeps ${kept} of epoch ${epoch}`;
  return stage === 0 ? `ends at ${last}` : `now at ${last}`;
}

export function summaryOf({
  task,
  metric,
  layout,
  ann,
  kept,
  keptEpochs,
  validationImages,
  learning,
  overlays,
  words: named,
}: Chart): string {
  const own = layout.rows.filter(({ row }) => row !== null);
  if (own.length === 0) return `Validation ${metric.label} while converting. No epoch has been measured yet.`;
  const words = (score: number) => metric.write(score, validationImages);
  // The score that a stage begins from: what the one before it kept, at first the ANN's.
  let before = ann;
  const stages = layout.bands.flatMap(({ stage, layer, state }) => {
    const scores = own.flatMap((point) =>
      point.stage === stage && point.row ? leadScore(task, point.row.validation) : [],
    );
    const [first] = scores;
    const last = scores.at(-1);
    if (first === undefined || last === undefined) return [];
    const alike = before !== null && words(first) === words(before);
    const from =
      stage === 0
        ? `starts at ${words(first)}`
        : `${named.freshVerb(before === null ? null : alike ? 0 : first - before)} ${words(first)} when ${named.fresh}`;
    const end = kept.get(stage);
    if (stage > 0) before = end ?? last;
    const doing = state === 'learning' ? ' and is learning now' : '';
    return [
      `${layer} ${from}, ${endWords(stage, end === undefined ? undefined : words(end), keptEpochs.get(stage) ?? 0, words(last))}${doing}`,
    ];
  });
  const baseline =
    ann === null
      ? ''
      : ` The ANN has ${scoreWords(metric, ann, validationImages)} ${examplesWords(task, validationImages)}.`;
  const now = learning !== null ? ' The run is under way.' : '';
  const beside = overlays.flatMap(({ label, images, outcome }, i) => {
    const last = layout.rows.findLast((point) => point.overlays[i])?.overlays[i];
    const end = last ? leadScore(task, last.validation) : outcome;
    return end === null ? [] : [`${label} ends at ${metric.write(end, images)}`];
  });
  const others = beside.length > 0 ? ` Compared with it: ${beside.join('; ')}.` : '';
  return `Validation ${metric.label} while converting: ${stages.join('; ')}.${baseline}${others}${now}`;
}
