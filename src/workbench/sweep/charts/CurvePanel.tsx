/**
 * Draws one panel: a quantity against one axis, a line or several with error bars, the ANN dashed
 * in blue.
 */
import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { valueWords } from '../../settings/words.ts';
import chart from '../../shared/charts/chart.module.css';
import { acrossProps, annProps, lineProps, tooltipProps, upProps } from '../../shared/charts/chart-props.ts';
import { lineStyle } from '../../shared/charts/line-style.ts';
import { SeriesKey } from '../../shared/charts/SeriesKey.tsx';
import { axisWords } from '../words.ts';
import { CurveTooltip } from './CurveTooltip.tsx';
import classes from './charts.module.css';
import { type CurveRow, curveRows, valueAxis } from './rows.ts';
import { type Panel, type Series, scaleOf } from './series.ts';

export interface CurvePanelProps {
  readonly panel: Panel;
  readonly series: readonly Series[];
  /** Mean score of the ANN in a panel of the score, else null. */
  readonly ann: number | null;
}

export function CurvePanel({ panel, series, ann }: CurvePanelProps) {
  const { x, quantity, figure } = panel;
  const { values, place: at } = scaleOf(x)!;
  const places = values.map(at);
  const valueAt = new Map(values.map((value) => [at(value), value]));
  const axis = valueAxis(quantity, series, ann);
  const rows = curveRows(values, at, series, axis.place);
  const margin = 0.04 * ((places.at(-1) ?? 1) - (places[0] ?? 0));
  const title = `${figure ? `${figure}: ` : ''}${quantity.label} against ${axisWords(x.field)}`;
  const names = series.map(({ name }) => name);
  const measured = series.some(({ points }) => points.length > 0);
  return (
    <figure className={chart.panel} data-title={title}>
      <figcaption>
        {figure && <b>{figure}</b>} {quantity.label}
        {quantity.unit && quantity.unit !== quantity.label && <span> ({quantity.unit})</span>}
      </figcaption>
      <div className={chart.plot} translate="no" role="img" aria-label={`${title}. ${told(series, panel)}`}>
        {!measured && <p className={classes.waiting}>no cell has finished yet</p>}
        <ResponsiveContainer width="100%" height="100%" minHeight={120} debounce={60}>
          <ComposedChart
            data={rows as CurveRow[]}
            margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
            <XAxis
              {...acrossProps(axisWords(x.field))}
              dataKey="x"
              domain={[(places[0] ?? 0) - margin, (places.at(-1) ?? 1) + margin]}
              ticks={places}
              tickFormatter={(place: number) => valueWords(x.field, valueAt.get(place) ?? place)}
              interval="equidistantPreserveStart"
            />
            <YAxis {...upProps(axis)} />
            {ann !== null && <ReferenceLine y={axis.place(ann)} {...annProps} />}
            {series.map(({ name }, i) => {
              const style = lineStyle(i, series.length);
              return (
                <Line
                  key={name}
                  dataKey={(row: CurveRow) => row.marks[i]?.place ?? null}
                  name={name}
                  {...lineProps(style)}
                  connectNulls
                >
                  <ErrorBar
                    dataKey={(row: CurveRow) => row.marks[i]?.error ?? [0, 0]}
                    width={4}
                    strokeWidth={1.4}
                    stroke={style.stroke}
                    isAnimationActive={false}
                  />
                </Line>
              );
            })}
            <Tooltip {...tooltipProps} content={<CurveTooltip panel={panel} names={names} />} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <SeriesKey names={names} />
    </figure>
  );
}

/** Describes the data in words, for those who do not see the lines. */
function told(series: readonly Series[], { x, quantity }: Panel): string {
  return series
    .map(
      ({ name, points }) =>
        `${name}: ${points.map((point) => `${valueWords(x.field, point.x)}: ${quantity.write(point.statistic.mean)}`).join(', ') || 'nothing yet'}`,
    )
    .join('. ');
}
