/** The numbers of the chart, row by row. */

import { writeNumber } from '../../settings/numbers.ts';
import { percent } from '../../shared/format.ts';
import type { Chart } from '../chart/use-chart.ts';
import { epochWords } from '../summary.ts';
import classes from './table.module.css';

export function EpochTable({ chart }: { chart: Chart }) {
  const { layout, tests, validationImages } = chart;
  const rows = layout.rows.filter(({ row }) => row !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.table} tabIndex={0} aria-label="Every epoch as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">epoch</th>
            <th scope="col">validation</th>
            <th scope="col">test</th>
            <th scope="col">validation loss</th>
            <th scope="col">training loss</th>
            <th scope="col">rate</th>
            <th scope="col">time</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ x, layer, stage, epoch, row }) => (
            <tr key={x} data-fresh={stage > 0 && epoch === 0 ? true : undefined}>
              <th scope="row">{layer}</th>
              <td>{epochWords(stage, epoch, chart.words)}</td>
              <td>{row && percent(row.validationAccuracy, validationImages)}</td>
              <td>{tests.has(x) ? percent(tests.get(x) ?? 0, validationImages) : '–'}</td>
              <td>{row?.validationLoss.toFixed(4)}</td>
              <td>{row?.trainLoss?.toFixed(4) ?? '–'}</td>
              <td>{row?.learningRate != null ? writeNumber(row.learningRate) : '–'}</td>
              <td>{row?.seconds.toFixed(1)}&nbsp;s</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={8}>No epoch has been measured yet.</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
