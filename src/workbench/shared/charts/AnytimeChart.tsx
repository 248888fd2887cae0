/** Draws lines of a score over the window, read after each step, with the ANN dashed. */
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Metric } from '../../../tasks/metric.ts';
import { capital } from '../score-words.ts';
import { AnytimeTooltip, type StepRow } from './AnytimeTooltip.tsx';
import { type AnytimeLine, toldSteps, windowTicks } from './anytime-lines.ts';
import { scoreAxis } from './axes.ts';
import classes from './chart.module.css';
import { acrossProps, annProps, lineProps, tooltipProps, upProps } from './chart-props.ts';
import { lineStyle } from './line-style.ts';
import { SeriesKey } from './SeriesKey.tsx';

/** Longer lines have no dots: they would look like a chain of beads, and be slow. */
const mostDots = 32;

export interface AnytimeChartProps {
  /** The metric of the scores. */
  readonly metric: Metric;
  readonly lines: readonly AnytimeLine[];
  /** Score of the ANN, or null while it is unknown. */
  readonly ann: number | null;
  /** Images that the scores were measured on. */
  readonly images: number;
}

export function AnytimeChart({ metric, lines, ann, images }: AnytimeChartProps) {
  const measured = lines.flatMap(({ steps }) => steps.map(({ mean }) => mean));
  const axis = scoreAxis(metric, ann === null ? measured : [...measured, ann], images);
  const longest = Math.max(2, ...lines.map(({ steps }) => steps.length));
  const rows: StepRow[] = Array.from({ length: longest }, (_, t) => ({
    step: t + 1,
    steps: lines.map(({ steps }) => steps[t] ?? null),
  }));
  const label = capital(metric.label);
  const names = lines.map(({ name }) => name);
  return (
    <figure className={classes.panel} data-title={`${label} if the answer is read after each time step`}>
      <div
        className={classes.plot}
        translate="no"
        role="img"
        aria-label={`${label} after each time step. ${lines.map((line) => toldSteps(line, metric)).join('. ')}`}
      >
        <ResponsiveContainer width="100%" height="100%" minHeight={120} debounce={60}>
          <ComposedChart
            data={rows}
            margin={{ top: 8, right: 14, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
            <XAxis
              {...acrossProps('read after time step')}
              dataKey="step"
              scale="log"
              domain={[1, longest]}
              ticks={windowTicks(longest)}
              interval="equidistantPreserveStart"
            />
            <YAxis {...upProps(axis)} />
            {ann !== null && <ReferenceLine y={axis.place(ann)} {...annProps} />}
            {lines.map(({ name }, i) => {
              const style = lineProps(lineStyle(i, lines.length));
              return (
                <Line
                  key={name}
                  name={name}
                  dataKey={({ steps }: StepRow) => {
                    const statistic = steps[i];
                    return statistic ? axis.place(statistic.mean) : null;
                  }}
                  {...style}
                  dot={longest > mostDots ? false : style.dot}
                />
              );
            })}
            <Tooltip
              {...tooltipProps}
              content={<AnytimeTooltip metric={metric} names={names} images={images} />}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <SeriesKey names={names} />
    </figure>
  );
}
