/**
 * Shows the score if the answer is read after each time step, and so how early a window can be
 * left.
 */

import { useMemo, useState } from 'react';
import { statisticOf } from '../../../runs/sweep/summary.ts';
import { exampleNoun } from '../../../tasks/example-words.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import { AnytimeChart } from '../../shared/charts/AnytimeChart.tsx';
import { LabelledSelect } from '../LabelledSelect.tsx';
import resultClasses from '../results/results.module.css';
import { seriesName } from '../words.ts';
import { anytimeAxes, anytimeAxis, anytimeLines } from './anytime.ts';
import { type ChartViewProps, useChartPicture } from './chart-picture.ts';
import classes from './charts.module.css';

export function AnytimeView({ shown, picture }: ChartViewProps) {
  const { axes, base } = shown.sweep;
  const metric = leadOf(base);
  const choices = anytimeAxes(axes);
  const [by, setBy] = useState(anytimeAxis(choices.length > 0 ? choices : axes));
  const box = useChartPicture(picture);
  const lines = useMemo(() => anytimeLines(shown.rows, axes, by), [shown.rows, axes, by]);
  const ann =
    statisticOf(shown.views.flatMap(({ result }) => result?.report?.ann?.validation[metric.id] ?? []))
      ?.mean ?? null;
  if (lines.length === 0)
    return (
      <p className={resultClasses.none}>
        {shown.views.some(({ state }) => state === 'finished')
          ? `These cells were run before the ${metric.label} after each time step was measured.`
          : `The first cell that ends draws its line here: validation ${metric.label} if the answer is read after each time step.`}
      </p>
    );
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
          on the validation {exampleNoun(taskOf(base.task)).many}, read after each step
          {by.field !== 'timeSteps' && axes.some(({ field }) => field === 'timeSteps')
            ? ' of the longest window'
            : ''}
          {metric.better === 'lower' && ` · ${metric.short}: lower is better`}
          {ann !== null && (
            <>
              {' · '}
              <span className={classes.ann}>dashed: the ANN</span>
            </>
          )}
        </span>
      </div>
      <div ref={box} className={classes.panels} data-count={1}>
        <AnytimeChart metric={metric} lines={lines} ann={ann} images={base.validationCount} />
      </div>
    </>
  );
}
