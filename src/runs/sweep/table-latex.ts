/** Writes the combinations of a sweep as a table in LaTeX. */
import { leadOf } from '../../tasks/index.ts';
import { probabilityWords } from '../../tasks/statistics/mcnemar.ts';
import type { PairedDifference } from '../../tasks/statistics/paired.ts';
import { latexTable } from '../records/paper/latex.ts';
import { fields } from '../spec/fields.ts';
import { valueText } from '../spec/value-text.ts';
import { besideBest } from './paired.ts';
import { type OutcomeName, type Statistic, summarise } from './summary.ts';
import type { SweepResults } from './sweep.ts';

/**
 * Returns a row for each combination: the axes' values, how many seeds finished, and means with
 * their deviations over the seeds; with several seeds the paired difference of the test score from
 * the best combination's, and its p by the sign-flip test. Ends in `\n`.
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
  const { differences } = besideBest(sofar);
  const compared = differences.size > 0;
  const beside = ({ mean, p }: PairedDifference) => `${lead.writeDifference(mean)}, ${probabilityWords(p)}`;
  return latexTable(
    [
      ...sofar.sweep.axes.map(({ field }) => fields[field].label),
      'seeds',
      ...columns.map(([, title]) => title),
      ...(compared ? ['from the best'] : []),
    ],
    summarise(sofar).map(({ key, values, finished, outcomes }) => [
      ...values.map(valueText),
      `${finished}`,
      ...columns.map(([name, , write]) => outcomes && cell(outcomes[name], write)),
      ...(compared ? [differences.has(key) ? beside(differences.get(key)!) : null] : []),
    ]),
  );
}
