/** The paper's Fig. 5, live: validation accuracy from each stage's epoch 0 on, over the stages as shaded bands. */
import { memo } from 'react';
import {
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type AccuracyScale, accuracyAxis } from './axes.ts';
import { Backdrop } from './Backdrop.tsx';
import classes from './chart.module.css';
import { type ChartRow, epochTicks } from './chart-layout.ts';
import { EmptyChart } from './EmptyChart.tsx';
import { EpochDot } from './EpochDot.tsx';
import { EpochTooltip } from './EpochTooltip.tsx';
import { summaryOf } from './summary.ts';
import type { Chart } from './use-chart.ts';

/** More epoch numbers than this under the chart would touch each other. */
const mostTicks = 36;
const tick = { fontSize: 12, fontFamily: 'var(--num)', fill: 'var(--soft)' };
const still = { isAnimationActive: false, connectNulls: true, type: 'linear' } as const;

/** Drawn anew when an epoch ends, not with every batch. */
export default memo(function AccuracyChart({
  chart,
  scale,
  loss,
}: {
  chart: Chart;
  scale: AccuracyScale;
  loss: boolean;
}) {
  const { layout, ann, tests, testCurve, validationImages } = chart;
  const measured = [
    ...layout.rows.flatMap(({ row, overlay }) => [row?.validationAccuracy, overlay?.validationAccuracy]),
    ...tests.values(),
    ann?.validationAccuracy,
  ].filter((accuracy) => accuracy !== undefined);
  const axis = accuracyAxis(scale, measured, validationImages);
  const ticks = epochTicks(layout, mostTicks);
  const epochOf = new Map(ticks.map(({ x, epoch }) => [x, epoch]));
  const wordsOf = new Map(axis.ticks.map(({ place, words }) => [place, words]));
  const at = (accuracy: number | null | undefined) =>
    accuracy === null || accuracy === undefined ? null : axis.place(accuracy);
  const last = layout.rows.findLast(({ row }) => row !== null);

  return (
    <div className={classes.chart}>
      <p className="visually-hidden">{summaryOf(chart)}</p>
      <ResponsiveContainer width="100%" height="100%" minHeight={150} debounce={60}>
        <ComposedChart
          data={layout.rows as ChartRow[]}
          margin={{ top: 24, right: loss ? 0 : 8, bottom: 0, left: 0 }}
          accessibilityLayer={!chart.empty}
        >
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, layout.end]}
            ticks={ticks.map(({ x }) => x)}
            tickFormatter={(x: number) => String(epochOf.get(x) ?? '')}
            interval={0}
            tick={tick}
            tickLine={false}
            axisLine={false}
            height={20}
          />
          <YAxis
            type="number"
            domain={[...axis.domain]}
            allowDataOverflow
            ticks={axis.ticks.map(({ place }) => place)}
            tickFormatter={(place: number) => wordsOf.get(place) ?? ''}
            interval={0}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={52}
          />
          {loss && (
            <YAxis
              yAxisId="loss"
              orientation="right"
              type="number"
              domain={[0, 'auto']}
              tickCount={5}
              tick={tick}
              tickLine={false}
              axisLine={false}
              tickFormatter={(value: number) => String(Number(value.toFixed(3)))}
              width={50}
            />
          )}
          <Backdrop layout={layout} axis={axis} />
          {ann && (
            <ReferenceLine
              y={axis.place(ann.validationAccuracy)}
              stroke="var(--ann)"
              strokeWidth={1.7}
              strokeDasharray="5 4"
            />
          )}
          {loss && (
            <Line
              {...still}
              yAxisId="loss"
              dataKey={(row: ChartRow) => row.row?.validationLoss ?? null}
              stroke="var(--soft)"
              strokeWidth={1.3}
              strokeDasharray="2 3"
              dot={false}
              activeDot={false}
            />
          )}
          {chart.overlayName && (
            <Line
              {...still}
              dataKey={(row: ChartRow) => at(row.overlay?.validationAccuracy)}
              stroke="var(--faint)"
              strokeWidth={1.3}
              dot={false}
              activeDot={false}
            />
          )}
          <Line
            {...still}
            dataKey={(row: ChartRow) => at(row.row?.validationAccuracy)}
            stroke="var(--ink)"
            strokeWidth={2.1}
            strokeLinejoin="round"
            dot={EpochDot}
            activeDot={{ r: 4, fill: 'var(--ink)', stroke: 'var(--panel)', strokeWidth: 2 }}
          />
          <Line
            {...still}
            dataKey={(row: ChartRow) => at(row.row && tests.get(row.x))}
            stroke={testCurve ? 'var(--faint)' : 'none'}
            strokeWidth={1.3}
            dot={{ r: 2.6, fill: 'var(--panel)', stroke: 'var(--faint)', strokeWidth: 1.6 }}
            activeDot={false}
          />
          {chart.learning !== null && last?.row && (
            <ReferenceDot
              x={last.x}
              y={axis.place(last.row.validationAccuracy)}
              r={5}
              zIndex={900}
              fill="var(--tandem)"
              stroke="var(--panel)"
              strokeWidth={2}
            />
          )}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)', strokeDasharray: '2 3' }}
            content={<EpochTooltip tests={tests} images={validationImages} overlayName={chart.overlayName} />}
          />
        </ComposedChart>
      </ResponsiveContainer>
      {chart.empty && <EmptyChart />}
    </div>
  );
});
