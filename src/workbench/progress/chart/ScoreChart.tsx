/**
 * Draws the paper's Fig. 5, live: the validation score from each stage's epoch 0 on, over the
 * stages as shaded bands. It is drawn by hand as a few paths, since it changes while the page has a
 * conversion to follow: it never reads the layout, parts that do not change are kept, and each line
 * is one path.
 */
import { memo, useMemo } from 'react';
import { leadScore } from '../../../tasks/task.ts';
import { axisRoom, lossAxis, type ScaleKind, scoreAxis } from '../../shared/charts/axes.ts';
import { useIsPaused } from '../../store/selectors.ts';
import { pausedWords } from '../../words/progress-words.ts';
import { EmptyChart } from '../live/EmptyChart.tsx';
import { summaryOf } from '../summary.ts';
import { Backdrop } from './Backdrop.tsx';
import { Curves } from './Curves.tsx';
import classes from './chart.module.css';
import { EpochReader } from './EpochReader.tsx';
import { linearScale, plotBox } from './frame.ts';
import type { Chart } from './use-chart.ts';
import { useSize } from './use-size.ts';

/** Returns all scores that must fit on the axis. */
function measured({ task, layout, ann, tests, overlays }: Chart): number[] {
  return [
    ...layout.rows.flatMap(({ row, overlays }) =>
      [row, ...overlays].flatMap((one) => (one ? leadScore(task, one.validation) : [])),
    ),
    ...tests.values(),
    ...overlays.flatMap(({ outcome }) => outcome ?? []),
    ...(ann === null ? [] : [ann]),
  ].filter(Number.isFinite);
}

/** Returns the same axis object as long as a new one would be equal. */
function useScoreAxis(chart: Chart, scale: ScaleKind) {
  const scores = measured(chart);
  const low = scores.length > 0 ? Math.min(...scores) : null;
  const high = scores.length > 0 ? Math.max(...scores) : null;
  const { metric, validationImages: images } = chart;
  return useMemo(
    () => scoreAxis(metric, low === null || high === null ? [] : [low, high], images, scale),
    [metric, scale, low, high, images],
  );
}

function useLossAxis(chart: Chart, loss: boolean) {
  const { rows } = chart.layout;
  const values = rows.map(({ row }) => row?.validation.loss ?? 0).filter(Number.isFinite);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  return useMemo(() => (loss ? lossAxis(highest, lowest) : null), [loss, lowest, highest]);
}

export interface ScoreChartProps {
  readonly chart: Chart;
  readonly scale: ScaleKind;
  readonly loss: boolean;
}

/**
 * Draws the chart. It is memoised, so that it is redrawn when an epoch ends, not with every batch.
 */
export const ScoreChart = memo(function ScoreChart({ chart, scale, loss }: ScoreChartProps) {
  const [observe, size] = useSize();
  const axis = useScoreAxis(chart, scale);
  const room = axisRoom(axis);
  const box = useMemo(() => size && plotBox(size, loss, room), [size, loss, room]);
  const losses = useLossAxis(chart, loss);
  const { layout } = chart;
  return (
    <div className={classes.chart} ref={observe} data-look>
      <p className="visually-hidden">{summaryOf(chart)}</p>
      {box && (
        <EpochReader chart={chart} box={box} axis={axis}>
          <Backdrop bands={layout.bands} end={layout.end} box={box} axis={axis} losses={losses} />
          <Curves
            chart={chart}
            box={box}
            x={linearScale([0, layout.end], [box.left, box.right])}
            y={linearScale(axis.domain, [box.bottom, box.top])}
            axis={axis}
            losses={losses}
          />
        </EpochReader>
      )}
      {chart.empty ? <EmptyChart chart={chart} /> : <PausedNote />}
    </div>
  );
});

/** Says over the curves that the run is paused. */
function PausedNote() {
  const paused = useIsPaused();
  return paused ? <p className={classes.paused}>{pausedWords}</p> : null;
}
