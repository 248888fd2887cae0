/** Shows the numbers of one epoch, on the side of it that has more room. */
import type { EpochRow } from '../../../runs/records/report.ts';
import { leadScore } from '../../../tasks/task.ts';
import { lossFigure } from '../loss-words.ts';
import { epochWords } from '../summary.ts';
import classes from './chart.module.css';
import type { ChartRow } from './chart-layout.ts';
import type { Box } from './frame.ts';
import type { Chart } from './use-chart.ts';

export interface EpochTooltipProps {
  readonly row: ChartRow;
  readonly chart: Chart;
  readonly box: Box;
  /** The epoch's place in the plot, 0…1 from the left. */
  readonly at: number;
}

/** Distance between the epoch and its numbers, px. */
const gap = 12;
/** Largest width, px: names of compared runs may be long. */
const widest = 280;

function placed({ left, right, width }: Box, at: number) {
  const x = left + at * (right - left);
  return at < 0.5
    ? { left: x + gap, maxWidth: Math.min(widest, width - x - gap) }
    : { right: width - x + gap, maxWidth: Math.min(widest, x - gap) };
}

export function EpochTooltip({ row: point, chart, box, at }: EpochTooltipProps) {
  const { row, overlays, layer, stage, epoch, x } = point;
  const { task, metric, tests, validationImages: images } = chart;
  const test = row ? tests.get(x) : undefined;
  return (
    <div className={classes.tooltip} style={placed(box, at)}>
      <b>{layer === '' ? beyondWords(stage) : `${layer} · ${epochWords(stage, epoch, chart.words)}`}</b>
      <dl>
        {row && <Pair name="validation" value={metric.write(leadScore(task, row.validation), images)} />}
        {test !== undefined && <Pair name="test" value={metric.write(test, images)} />}
        {row && !task.lossIsLead && (
          <Pair name={`validation ${task.loss.short}`} value={lossFigure(task, row.validation.loss)} />
        )}
        {row?.trainLoss != null && (
          <Pair name={`training ${task.loss.short}`} value={lossFigure(task, row.trainLoss)} />
        )}
        {row && chart.keptEpochs.get(stage) === epoch && <Pair name="weights of this epoch" value="kept" />}
        {row?.patienceCounter != null && epoch > 0 && (
          <Pair name="patience used" value={String(row.patienceCounter)} />
        )}
        {chart.overlays.map(({ id, number, label, images: theirs }, i) => {
          const other = overlays[i];
          return (
            other && (
              <Pair
                key={id}
                name={`${number} ${label}${placeWords(other, point)}`}
                value={metric.write(leadScore(task, other.validation), theirs)}
              />
            )
          );
        })}
      </dl>
    </div>
  );
}

/** Replaces the stage of the run shown in a column where it has none. */
function beyondWords(stage: number): string {
  return stage === 0 ? 'before this run’s first stage' : 'after this run’s last epoch';
}

/** Names the epoch of a compared run where it is not the column's, else `''`. */
function placeWords(other: EpochRow, { layer, epoch }: ChartRow): string {
  return other.layer === layer && other.epoch === epoch ? '' : ` (${other.layer}, epoch ${other.epoch})`;
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
