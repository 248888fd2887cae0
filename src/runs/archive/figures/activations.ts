/** Draws the histogram of a stage's activations with its percentiles. */
import type { StageReport } from '../../records/report.ts';
import { colours, figure, plot, textAt, written } from './frame.ts';

/** Returns the figure; null where the stage has no histogram or nothing in it. */
export function activationsFigure(
  { stage, layer, before, after }: StageReport,
  revision: number,
): string | null {
  const diagnostics = after ?? before;
  if (!diagnostics || diagnostics.histogram.counts.length === 0) return null;
  const { histogram, percentiles, images } = diagnostics;
  const { start, width, counts, zeros, total } = histogram;
  const most = Math.max(...counts);
  const end = start + width * counts.length;
  if (!(most > 0) || !(end > start) || !Number.isFinite(end)) return null;
  const marks = [
    ['99 %', percentiles.p99],
    ['99.9 %', percentiles.p999],
  ] as const;
  return figure(
    {
      title: `Activations of layer ${layer}, stage ${stage}, ${after ? 'after training' : 'before training'}`,
      note: `${images} examples; ${zeros} of ${total} values are 0 and not drawn. Lines: percentiles 99 and 99.9.`,
      x: { label: 'activation of the analog layer [no unit]', from: start, to: end },
      y: { label: 'neurons × examples [count]', from: 0, to: most * 1.05 },
      revision,
    },
    ({ x, y }) => [
      ...counts.map((count, i) => {
        const [left, right] = [x(start + width * i), x(start + width * (i + 1))];
        return `<rect x="${written(left)}" y="${written(y(count))}" width="${written(right - left)}" height="${written(plot.bottom - y(count))}" fill="${colours.bar}"/>`;
      }),
      ...marks.flatMap(([label, value], i) =>
        value >= start && value <= end
          ? [
              `<path d="M${written(x(value))} ${plot.top}V${plot.bottom}" stroke="${colours.mark}"/>`,
              textAt(x(value) - 4, plot.top + 12 + 16 * i, label, 'text-anchor="end"'),
            ]
          : [],
      ),
    ],
  );
}
