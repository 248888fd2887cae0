/**
 * Draws the paper's Fig. 6 of this sweep: score on the validation images, cost and epochs against
 * each numeric axis, mean ± sd over seeds.
 */

import { useMemo, useState } from 'react';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import { examplesWords } from '../../shared/format.ts';
import { findQuantity } from '../../words/quantities.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';
import resultClasses from '../results/results.module.css';
import { seriesName } from '../words.ts';
import { CurvePanel } from './CurvePanel.tsx';
import { type ChartViewProps, useChartPicture } from './chart-picture.ts';
import classes from './charts.module.css';
import { annScore, curveAxes, lineAxes, panelsOf, seriesOf } from './series.ts';

const allTogether = '';

export function CurvesView({ shown, picture }: ChartViewProps) {
  const { axes, seeds, base } = shown.sweep;
  const metric = leadOf(base);
  const panels = useMemo(() => panelsOf(shown.sweep), [shown.sweep]);
  const [by, setBy] = useState<string | null>(null);
  const box = useChartPicture(picture);
  const candidates = axes.filter((axis) => curveAxes(axes).some((x) => lineAxes(axes, x).includes(axis)));
  const chosen = by ?? candidates[0]?.field ?? allTogether;
  const linesFor = (x: SweepAxis) =>
    lineAxes(axes, x).find(({ field }) => field === chosen) ??
    // An axis cannot also tell its own lines apart, so another axis does.
    (chosen === x.field ? (lineAxes(axes, x)[0] ?? null) : null);
  const score = findQuantity(base, 'score');
  const ann = annScore(shown.views, score);
  // Axes that are neither the x axis nor the lines are averaged over.
  const averaged = axes.length > (chosen === allTogether ? 1 : 2);
  const spreadWords = averaged
    ? seeds > 1
      ? 'mean over all that is neither axis nor line, ± sd over the seeds of a setting'
      : 'mean over all that is neither axis nor line, one seed'
    : seeds > 1
      ? `mean ± sd over ${seeds} seeds`
      : 'one seed';
  if (panels.length === 0)
    return (
      <p className={resultClasses.none}>
        Curves run along a setting that is a number; this sweep varies none with two values or more. The heat
        map and the table show its cells.
      </p>
    );
  return (
    <>
      <div className={resultClasses.controls}>
        {candidates.length > 0 && (
          <LabelledSelect
            label="a line for each"
            value={chosen}
            options={[
              ...candidates.map(({ field }) => ({ value: field, label: seriesName(field) })),
              { value: allTogether, label: '– mean over all' },
            ]}
            onChange={setBy}
          />
        )}
        <span>
          {spreadWords}
          {metric.better === 'lower' && ` · ${metric.short}: lower is better`}
          {ann !== null && (
            <>
              {' · '}
              <span className={classes.ann}>
                dashed: the ANN, {score.write(ann)}{' '}
                {examplesWords(taskOf(base.task), score.examples, score.split)}
              </span>
            </>
          )}
        </span>
      </div>
      <div ref={box} className={classes.panels} data-count={panels.length}>
        {panels.map((panel) => {
          const lines = linesFor(panel.x);
          return (
            <CurvePanel
              key={`${panel.x.field} ${panel.quantity.id}`}
              panel={panel}
              series={seriesOf(shown.views, panel.x, lines, panel.quantity.of)}
              ann={annScore(shown.views, panel.quantity)}
            />
          );
        })}
      </div>
    </>
  );
}
