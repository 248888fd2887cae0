import { settingWords } from '../../settings/words.ts';
import classes from '../../shared/charts/chart.module.css';
import { meanWords } from '../results/cell-words.ts';
import type { CurveRow } from './rows.ts';
import type { Panel } from './series.ts';

export interface CurveTooltipProps {
  readonly panel: Panel;
  readonly names: readonly string[];
  /** Set by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: CurveRow }[];
}

/** Shows the values at one value of the axis, line by line. */
export function CurveTooltip({ panel, names, active, payload }: CurveTooltipProps) {
  const row = payload?.[0]?.payload;
  if (!active || !row) return null;
  return (
    <div className={classes.tooltip}>
      <b>{settingWords(panel.x.field, row.value)}</b>
      {names.map((name, i) => {
        const mark = row.marks[i];
        return (
          mark && (
            <span key={name}>
              {names.length > 1 && `${name}: `}
              {panel.quantity.write(mark.statistic.mean)}
              {mark.statistic.sd !== null && ` ± ${panel.quantity.short(mark.statistic.sd)}`}
              {mark.statistic.n > 1 && ` (${meanWords(mark.statistic)})`}
            </span>
          )
        );
      })}
    </div>
  );
}
