/** Draws the validation score of every epoch over all stages of a run. */
import { taskOf } from '../../../tasks/index.ts';
import type { RunReport } from '../../records/report.ts';
import { colours, figure, plot, textAt, written } from './frame.ts';

interface Point {
  /** Number of epochs before it, over all stages. */
  readonly at: number;
  readonly score: number;
}

interface Band {
  readonly stage: number;
  readonly layer: string;
  readonly points: readonly Point[];
}

/** Returns the figure; null where no epoch has a score. */
export function validationFigure(report: RunReport): string | null {
  const task = taskOf(report.spec.task);
  const metric = task.metrics.find(({ id }) => id === task.lead)!;
  const bands = bandsOf(report, metric.id);
  const points = bands.flatMap((band) => band.points);
  if (points.length === 0) return null;
  const ann = report.ann?.validation[metric.id];
  const hasAnn = ann !== undefined && Number.isFinite(ann);
  const scores = [...points.map(({ score }) => score), ...(hasAnn ? [ann] : [])];
  const [least, greatest] = [Math.min(...scores), Math.max(...scores)];
  const space = (greatest - least || Math.abs(greatest) || 1) * 0.06;
  return figure(
    {
      title: `Validation ${metric.label} over the stages`,
      note: `Points: each epoch; a stage begins just converted, before training.${hasAnn ? ' Dashed: the analog network.' : ''}`,
      x: { label: 'epochs over all stages [count]', from: 0, to: Math.max(points.at(-1)!.at, 1) },
      y: {
        label: `validation ${metric.label} [${metric.stored}]`,
        from: least - space,
        to: greatest + space,
      },
      revision: report.engine,
    },
    ({ x, y }) => [
      ...(hasAnn
        ? [
            `<path d="M${plot.left} ${written(y(ann))}H${plot.right}" stroke="${colours.ann}" stroke-dasharray="6 4"/>`,
          ]
        : []),
      ...bands.flatMap(({ stage, layer, points: own }, i) => {
        const left = x(own[0]!.at);
        const next = bands[i + 1]?.points[0];
        const wide = (next ? x(next.at) : plot.right) - left;
        const name = [layer, String(stage), ''].find((text) => text.length * 8 + 6 <= wide) ?? '';
        return [
          `<path d="M${written(left)} ${plot.top - 14}V${plot.bottom}" stroke="${colours.grid}"/>`,
          ...(name ? [textAt(left + 4, plot.top - 4, name)] : []),
          `<path d="M${own.map(({ at, score }) => `${written(x(at))} ${written(y(score))}`).join('L')}" fill="none" stroke="${colours.line}" stroke-width="1.5"/>`,
          ...own.map(
            ({ at, score }) =>
              `<circle cx="${written(x(at))}" cy="${written(y(score))}" r="2.5" fill="${colours.line}"/>`,
          ),
        ];
      }),
    ],
  );
}

/** Returns the stages that have scores, one behind the other. */
function bandsOf({ epochs }: RunReport, metric: string): Band[] {
  const bands: { stage: number; layer: string; points: Point[] }[] = [];
  let begin = 0;
  let stage: number | null = null;
  let last = 0;
  for (const row of epochs) {
    if (row.stage !== stage) {
      // The next stage begins one epoch behind the last of this one.
      if (stage !== null) begin += last + 1;
      stage = row.stage;
      bands.push({ stage, layer: row.layer, points: [] });
    }
    last = row.epoch;
    const score = row.validation[metric];
    if (score !== undefined && Number.isFinite(score))
      bands.at(-1)!.points.push({ at: begin + row.epoch, score });
  }
  return bands.filter(({ points }) => points.length > 0);
}
