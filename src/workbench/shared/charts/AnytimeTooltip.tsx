import type { Statistic } from '../../../runs/sweep/summary.ts';
import type { Metric } from '../../../tasks/metric.ts';
import classes from './chart.module.css';

export interface StepRow {
  readonly step: number;
  /** The statistic of each line; null when its window is over. */
  readonly steps: readonly (Statistic | null)[];
}

export interface AnytimeTooltipProps {
  readonly metric: Metric;
  readonly names: readonly string[];
  readonly images: number;
  /** Set by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: StepRow }[];
}

export function AnytimeTooltip({ metric, names, images, active, payload }: AnytimeTooltipProps) {
  const row = payload?.[0]?.payload;
  if (!active || !row) return null;
  return (
    <div className={classes.tooltip}>
      <b>after step {row.step}</b>
      {names.map((name, i) => {
        const statistic = row.steps[i];
        return (
          statistic && (
            <span key={name}>
              {name}: {metric.write(statistic.mean, images)}
            </span>
          )
        );
      })}
    </div>
  );
}
