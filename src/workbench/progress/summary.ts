/** The chart in words, for those who do not see it. */

import { imagesWords, percent } from '../shared/format.ts';
import type { MethodWords } from '../words/method-words.ts';
import type { Chart } from './chart/use-chart.ts';

export function epochWords(stage: number, epoch: number, { fresh }: Pick<MethodWords, 'fresh'>): string {
  return stage > 0 && epoch === 0 ? fresh : `epoch ${epoch}`;
}

export function summaryOf({
  layout,
  ann,
  validationImages,
  learning,
  overlays,
  words: named,
}: Chart): string {
  const own = layout.rows.filter(({ row }) => row !== null);
  if (own.length === 0) return 'Validation accuracy while converting. No epoch has been measured yet.';
  const words = (accuracy: number) => percent(accuracy, validationImages);
  const stages = layout.bands.flatMap(({ stage, layer, state }) => {
    const rows = own.flatMap((point) => (point.stage === stage && point.row ? [point.row] : []));
    const first = rows[0];
    if (!first) return [];
    const best = Math.max(...rows.map((row) => row.validationAccuracy));
    const from =
      stage === 0
        ? `starts at ${words(first.validationAccuracy)}`
        : `${named.freshVerb} ${words(first.validationAccuracy)} when ${named.fresh}`;
    const doing = state === 'learning' ? ' and is learning now' : '';
    return [`${layer} ${from}, best ${words(best)}${doing}`];
  });
  const baseline = ann
    ? ` The ANN has ${words(ann.validationAccuracy)} ${imagesWords(validationImages)}.`
    : '';
  const now = learning !== null ? ' The run is under way.' : '';
  const beside = overlays.flatMap(({ label, images, outcome }, i) => {
    const last = layout.rows.findLast((point) => point.overlays[i])?.overlays[i];
    const end = last?.validationAccuracy ?? outcome;
    return end === null ? [] : [`${label} ends at ${percent(end, images)}`];
  });
  const others = beside.length > 0 ? ` Compared with it: ${beside.join('; ')}.` : '';
  return `Validation accuracy while converting: ${stages.join('; ')}.${baseline}${others}${now}`;
}
