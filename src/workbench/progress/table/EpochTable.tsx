/** Shows the numbers of the chart as a table. */

import type { Metric } from '../../../tasks/metric.ts';
import { leadScore } from '../../../tasks/task.ts';
import { writeNumber } from '../../settings/numbers.ts';
import type { Chart } from '../chart/use-chart.ts';
import { lossFigure } from '../loss-words.ts';
import { epochWords } from '../summary.ts';
import classes from './table.module.css';

export function EpochTable({ chart }: { chart: Chart }) {
  const { task, metric, layout, tests, validationImages, keptEpochs } = chart;
  const rows = layout.rows.filter(({ row }) => row !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.table} tabIndex={0} aria-label="Every epoch as a table" data-veil="run">
      <table>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">epoch</th>
            <th scope="col">{valueHead('validation', metric)}</th>
            <th scope="col">{valueHead('test', metric)}</th>
            {!task.lossIsLead && <th scope="col">validation {task.loss.short}</th>}
            <th scope="col">training {task.loss.short}</th>
            <th scope="col">rate</th>
            <th scope="col">time</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ x, layer, stage, epoch, row }) => (
            <tr key={x} data-fresh={stage > 0 && epoch === 0 ? true : undefined}>
              <th scope="row">{layer}</th>
              <td>
                {epochWords(stage, epoch, chart.words)}
                {keptEpochs.get(stage) === epoch ? ', kept' : ''}
              </td>
              <td>{row && metric.write(leadScore(task, row.validation), validationImages)}</td>
              <td>{tests.has(x) ? metric.write(tests.get(x) ?? 0, validationImages) : '–'}</td>
              {!task.lossIsLead && <td>{row && lossFigure(task, row.validation.loss)}</td>}
              <td>{row?.trainLoss != null ? lossFigure(task, row.trainLoss) : '–'}</td>
              <td>{row?.learningRate != null ? writeNumber(row.learningRate) : '–'}</td>
              <td>{row?.seconds.toFixed(1)}&nbsp;s</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={task.lossIsLead ? 7 : 8}>No epoch has been measured yet.</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/**
 * Returns the head of a column of scores. A percentage says by itself that it is a share of hits;
 * an error needs its name.
 */
function valueHead(set: string, { unit, short }: Metric): string {
  return unit === '%' ? set : `${set} ${short}`;
}
