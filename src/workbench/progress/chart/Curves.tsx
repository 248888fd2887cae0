/**
 * Draws the lines and marks of the chart, a path for each kind. They let pointer events through to
 * the bands.
 */
import { leadScore } from '../../../tasks/task.ts';
import type { LossAxis, ScoreAxis } from '../../shared/charts/axes.ts';
import classes from './chart.module.css';
import { type Box, circlesPath, linearScale, linePath, type Point, type Scale } from './frame.ts';
import { Overlays } from './Overlays.tsx';
import type { Chart } from './use-chart.ts';

/** Space for the number of a run that is a point at the end, px. */
const room = 18;

export interface CurvesProps {
  readonly chart: Chart;
  readonly box: Box;
  readonly x: Scale;
  /** The height of a place on the axis. */
  readonly y: Scale;
  readonly axis: ScoreAxis;
  readonly losses: LossAxis | null;
}

export function Curves({ chart, box, x, y, axis, losses }: CurvesProps) {
  const { task, layout, ann, tests, testCurve, keptEpochs } = chart;
  const height = (score: number) => y(axis.place(score));
  const own: Point[] = [];
  const overlaid: Point[][] = chart.overlays.map(() => []);
  const fresh: Point[] = [];
  const kept: Point[] = [];
  const tested: Point[] = [];
  const lost: Point[] = [];
  const loss = losses && linearScale(losses.domain, [box.bottom, box.top]);
  for (const { x: place, stage, epoch, row, overlays } of layout.rows) {
    const at = x(place);
    overlays.forEach((other, i) => {
      if (other) overlaid[i]?.push({ x: at, y: height(leadScore(task, other.validation)) });
    });
    if (!row) continue;
    const point = { x: at, y: height(leadScore(task, row.validation)) };
    own.push(point);
    if (epoch === 0 && stage > 0) fresh.push(point);
    if (keptEpochs.get(stage) === epoch) kept.push(point);
    const test = tests.get(place);
    if (test !== undefined) tested.push({ x: at, y: height(test) });
    if (loss && Number.isFinite(row.validation.loss)) lost.push({ x: at, y: loss(row.validation.loss) });
  }
  // A run without epochs is a point at the end of the plot.
  chart.overlays.forEach(({ outcome }, i) => {
    if (outcome !== null) overlaid[i]?.push({ x: box.right - room, y: height(outcome) });
  });
  const last = own.at(-1);
  return (
    <g pointerEvents="none" className={classes.curves}>
      {ann !== null && (
        <line className={classes.ann} x1={box.left} x2={box.right} y1={height(ann)} y2={height(ann)} />
      )}
      <path className={classes.loss} d={linePath(lost)} />
      <Overlays overlays={chart.overlays} lines={overlaid} box={box} />
      {testCurve && <path className={classes.test} d={linePath(tested)} />}
      <path className={classes.validation} d={linePath(own)} />
      <path className={classes.tested} d={circlesPath(tested, 2.6)} />
      <path className={classes.fresh} d={circlesPath(fresh, 3.4)} />
      <path className={classes.kept} d={circlesPath(kept, 4)} />
      {chart.learning !== null && last && (
        <circle className={classes.learning} cx={last.x} cy={last.y} r={5} />
      )}
    </g>
  );
}
