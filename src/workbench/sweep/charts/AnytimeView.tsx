/** Accuracy if the answer is read after each time step: how early a window can be left. */
import { useMemo, useState } from 'react';
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
import { statisticOf } from '../../../runs/sweep/summary.ts';
import { accuracyAxis } from '../../progress/axes.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';
import resultClasses from '../results/results.module.css';
import { seriesName } from '../words.ts';
import { AnytimeTooltip, type StepRow } from './AnytimeTooltip.tsx';
import { anytimeAxes, anytimeAxis, anytimeLines } from './anytime.ts';
import { type ChartViewProps, useChartPicture } from './chart-picture.ts';
import { acrossProps, annProps, lineProps, tooltipProps, upProps } from './chart-props.ts';
import classes from './charts.module.css';
import { lineStyle } from './line-style.ts';
import { SeriesKey } from './SeriesKey.tsx';

export function AnytimeView({ shown, picture }: ChartViewProps) {
  const { axes, base } = shown.sweep;
  const choices = anytimeAxes(axes);
  const [by, setBy] = useState(anytimeAxis(choices.length > 0 ? choices : axes));
  const box = useChartPicture(picture);
  const lines = useMemo(() => anytimeLines(shown.rows, axes, by), [shown.rows, axes, by]);
  const ann = statisticOf(
    shown.views.flatMap(({ result }) => result?.report?.ann?.validationAccuracy ?? []),
  )?.mean;
  if (lines.length === 0)
    return (
      <p className={resultClasses.none}>
        {shown.views.some(({ state }) => state === 'finished')
          ? 'These cells were run before the accuracy after each time step was measured.'
          : 'The first cell that ends draws its line here: validation accuracy if the answer is read after each time step.'}
      </p>
    );
  const images = base.validationCount;
  const measured = lines.flatMap(({ steps }) => steps.map(({ mean }) => mean));
  const axis = accuracyAxis('error', ann === undefined ? measured : [...measured, ann], images);
  const longest = Math.max(...lines.map(({ steps }) => steps.length));
  const rows: StepRow[] = Array.from({ length: longest }, (_, t) => ({
    step: t + 1,
    steps: lines.map(({ steps }) => steps[t] ?? null),
  }));
  const names = lines.map(({ name }) => name);
  return (
    <>
      <div className={resultClasses.controls}>
        {choices.length > 1 && (
          <LabelledSelect
            label="a line for each"
            value={by.field}
            options={choices.map(({ field }) => ({ value: field, label: seriesName(field) }))}
            onChange={(value) => setBy(axes.find(({ field }) => field === value)!)}
          />
        )}
        <span>
          on the validation images, read after each step
          {ann !== undefined && (
            <>
              {' · '}
              <span className={classes.ann}>dashed: the ANN</span>
            </>
          )}
        </span>
      </div>
      <div ref={box} className={classes.panels} data-count={1}>
        <figure className={classes.panel} data-title="Accuracy if the answer is read after each time step">
          <div
            className={classes.plot}
            role="img"
            aria-label={`Accuracy after each time step. ${lines.map(({ name, steps }) => `${name}: ${steps.map(({ mean }) => `${(100 * mean).toFixed(1)} %`).join(', ')}`).join('. ')}`}
          >
            <ResponsiveContainer width="100%" height="100%" minHeight={150} debounce={60}>
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
                  domain={[1, Math.max(2, longest)]}
                  ticks={[1, 2, 4, 8, 16, 32, 64].filter((step) => step <= Math.max(2, longest))}
                />
                <YAxis {...upProps(axis)} />
                {ann !== undefined && <ReferenceLine y={axis.place(ann)} {...annProps} />}
                {lines.map(({ name }, i) => {
                  const style = lineStyle(i, lines.length);
                  return (
                    <Line
                      key={name}
                      name={name}
                      dataKey={({ steps }: StepRow) => {
                        const statistic = steps[i];
                        return statistic ? axis.place(statistic.mean) : null;
                      }}
                      {...lineProps(style)}
                    />
                  );
                })}
                <Tooltip {...tooltipProps} content={<AnytimeTooltip names={names} images={images} />} />
              </ComposedChart>
            </ResponsiveContainer>
          </div>
          <SeriesKey names={names} />
        </figure>
      </div>
    </>
  );
}
