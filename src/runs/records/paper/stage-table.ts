/** The table of a run's stages, as it is printed in a paper. */
import { taskOf } from '../../../tasks/index.ts';
import { intervalWords } from '../../../tasks/statistics/interval.ts';
import { leadMetric, leadScore } from '../../../tasks/task.ts';
import type { RunReport, Scores } from '../report.ts';
import { latexTable } from './latex.ts';

/** Returns a row for each stage and one for each network, as a table in LaTeX. */
export function stagesLatex({ spec, stages, ann, snn }: RunReport): string {
  const task = taskOf(spec.task);
  const metric = leadMetric(task);
  const score = (scores: Scores | null, examples: number) =>
    scores === null ? null : metric.write(leadScore(task, scores), examples);
  const testCell = (scores: Scores, examples: number) => {
    const interval = intervalWords(metric, leadScore(task, scores), examples);
    return `${score(scores, examples)}${interval && ` (${interval})`}`;
  };
  const header = [
    'Stage',
    `Validation ${metric.label}, converted`,
    'Tuned',
    `Test ${metric.label}`,
    'Epochs',
  ];
  const rows = stages.map((stage) => [
    `${stage.stage} ${stage.layer}`,
    score(stage.converted, spec.validationCount),
    score(stage.kept, spec.validationCount),
    score(stage.test, stage.testCount),
    `${stage.epochs}`,
  ]);
  const whole = (name: string, of: RunReport['ann'] | RunReport['snn']) =>
    of
      ? [[name, null, score(of.validation, spec.validationCount), testCell(of.test, of.testCount), null]]
      : [];
  return latexTable(header, [
    ...whole('Analog network', ann),
    ...rows,
    ...whole(`Spiking network, ${spec.timeSteps} steps`, snn),
  ]);
}
