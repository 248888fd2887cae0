import { percent } from '../inspect/format.ts';
import classes from './chart.module.css';
import type { ChartRow } from './chart-layout.ts';
import { epochWords } from './summary.ts';

export interface EpochTooltipProps {
  readonly tests: ReadonlyMap<number, number>;
  readonly images: number;
  readonly overlayName: string | null;
  /** Given by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: unknown }[];
}

export function EpochTooltip({ tests, images, overlayName, active, payload }: EpochTooltipProps) {
  const point = payload?.[0]?.payload as ChartRow | undefined;
  if (!active || !point) return null;
  const { row, overlay, layer, stage, epoch, x } = point;
  const test = row ? tests.get(x) : undefined;
  return (
    <div className={classes.tooltip}>
      <b>
        {layer} · {epochWords(stage, epoch)}
      </b>
      <dl>
        {row && <Pair name="validation" value={percent(row.validationAccuracy, images)} />}
        {test !== undefined && <Pair name="test" value={percent(test, images)} />}
        {row && <Pair name="validation loss" value={row.validationLoss.toFixed(4)} />}
        {row?.trainLoss != null && <Pair name="training loss" value={row.trainLoss.toFixed(4)} />}
        {row?.patienceCounter != null && epoch > 0 && (
          <Pair name="patience used" value={String(row.patienceCounter)} />
        )}
        {overlay && (
          <Pair name={overlayName ?? 'second run'} value={percent(overlay.validationAccuracy, images)} />
        )}
      </dl>
    </div>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
