/** Writes the combinations of a sweep as a table in LaTeX. */
import { leadOf } from '../../tasks/index.ts';
import { latexTable } from '../records/paper/latex.ts';
import { fields } from '../spec/fields.ts';
import { valueText } from '../spec/value-text.ts';
import { type OutcomeName, type Statistic, summarise } from './summary.ts';
import type { SweepResults } from './sweep.ts';

/**
 * Returns a row for each combination: the axes' values, how many seeds finished, and means with
 * their deviations over the seeds. Ends in `\n`.
 */
export function summaryLatex(sofar: SweepResults): string {
  const lead = leadOf(sofar.sweep.base);
  const ratio = (value: number) => value.toFixed(3);
  const columns: readonly (readonly [OutcomeName, string, (value: number) => string])[] = [
    ['annTest', `ANN test ${lead.label}`, lead.write],
    ['snnTest', `SNN test ${lead.label}`, lead.write],
    ['synOpsRatio', 'SynOps ratio', ratio],
  ];
  const cell = ({ mean, sd }: Statistic, write: (value: number) => string) =>
    sd === null ? write(mean) : `${write(mean)} ± ${write(sd)}`;
  return latexTable(
    [
      ...sofar.sweep.axes.map(({ field }) => fields[field].label),
      'seeds',
      ...columns.map(([, title]) => title),
    ],
    summarise(sofar).map(({ values, finished, outcomes }) => [
      ...values.map(valueText),
      `${finished}`,
      ...columns.map(([name, , write]) => outcomes && cell(outcomes[name], write)),
    ]),
  );
}
