/** Explains the colours and marks of the heat map. */

import type { Metric } from '../../../tasks/metric.ts';
import type { Quantity } from '../../words/quantities.ts';
import { edgeWords, type Marked } from '../results/marks.ts';
import type { Pivot } from '../results/pivot.ts';
import { rangeOf } from './geometry.ts';
import classes from './heatmap.module.css';

export interface MapLegendProps {
  readonly map: Pivot;
  readonly quantity: Quantity;
  /** The metric that the best combination is chosen by. */
  readonly metric: Metric;
  readonly marked: Marked;
  /** The best combination in words. */
  readonly best: string | null;
}

export function MapLegend({ map, quantity, metric, marked, best }: MapLegendProps) {
  const edge = edgeWords(marked, metric);
  const range = rangeOf(map.entries);
  const failed = map.entries.some((entry) => entry.views.some((view) => view.state === 'failed'));
  return (
    <div className={classes.legend}>
      {range && (
        <span className={classes.scale} title={quantity.help}>
          <span>{quantity.short(range.low)}</span>
          <i data-colour={quantity.colour} aria-hidden />
          <span>
            {quantity.short(range.high)} {quantity.unit}
          </span>
          {quantity.metric && quantity.better === 'lower' && <span>lower is better</span>}
        </span>
      )}
      {best && (
        <span className={classes.mark}>
          <i data-mark="best" aria-hidden /> best by validation {metric.short}: <b>{best}</b>
        </span>
      )}
      {edge && (
        <span className={classes.mark}>
          {marked.edge.size > 0 && <i data-mark="edge" aria-hidden />} {edge}
        </span>
      )}
      {map.entries.some(({ state }) => state === 'running') && (
        <span className={classes.mark}>
          <i data-mark="running" aria-hidden /> running
        </span>
      )}
      {map.entries.some(({ state }) => state === 'leftOut') && (
        <span className={classes.mark}>– cannot run</span>
      )}
      {failed && (
        <span className={classes.mark}>
          <i data-mark="failed" aria-hidden>
            ×
          </i>{' '}
          failed
        </span>
      )}
    </div>
  );
}
