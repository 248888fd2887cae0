/**
 * `train-on`: trains the analog network of a finished run on for as many epochs as its stages had,
 * so that what fine-tuning reaches is compared with what the same training reaches without spikes.
 */
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { pretrainRun } from '../../src/runs/execution/pretrain-run.ts';
import type { Resume } from '../../src/runs/resume/resume.ts';
import { pretrainingKey } from '../../src/runs/spec/pretraining-key.ts';
import { parseSpec, type RunSpec } from '../../src/runs/spec/spec.ts';
import { taskOf } from '../../src/tasks/index.ts';
import type { Scores } from '../../src/tasks/metric.ts';
import { leadMetric, leadScore } from '../../src/tasks/task.ts';
import { openNodeBackend } from '../backend.ts';
import { type FinishedReport, finishedReport } from '../files/finished-report.ts';
import { trainedBefore } from '../files/trained.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { gatherPretraining } from '../recruit.ts';
import { lossText, scoreOf } from '../scores.ts';

export async function run(folder: string): Promise<void> {
  const report = await finishedReport(path.join(folder, 'report.json'));
  const { spec, ann, snn, data } = report;
  const begin = await networkOf(report);
  const further = furtherSpec(report);
  const task = taskOf(spec.task);
  const lead = leadMetric(task);
  console.log(
    `trains the analog network of ${folder} on for ${further.pretrainEpochs} epochs at ${spec.learningRate}, as its stages had`,
  );
  const opened = await openNodeBackend(report.backend ?? spec.backend);
  const { crew, dismiss } = gatherPretraining(opened, further, begin?.bytes ?? null);
  const { validation, test, examples } = await pretrainRun(
    further,
    { read: diskReader() },
    crew,
    ({ epoch, trainLoss, validation: scores, best }) => {
      console.log(
        `epoch ${epoch}/${further.pretrainEpochs}  train loss ${lossText(task.loss, trainLoss)}  validation loss ${lossText(task.loss, scores.loss)}` +
          `  ${lead.short} ${scoreOf(lead, leadScore(task, scores), data.validation)}${best ? '  best' : ''}`,
      );
    },
    begin,
  ).finally(dismiss);
  const row = (name: string, ofValidation: Scores, ofTest: Scores) => [
    name,
    lossText(task.loss, ofValidation.loss),
    scoreOf(lead, leadScore(task, ofValidation), data.validation),
    scoreOf(lead, leadScore(task, ofTest), examples.test.count),
  ];
  console.log(
    `\n${table([
      ['network', 'validation loss', `validation ${lead.short}`, `test ${lead.short}`],
      row('ANN', ann.validation, ann.test),
      row('ANN, trained on', validation, test),
      row(`SNN, Ns ${spec.timeSteps}`, snn.validation, snn.test),
    ])}`,
  );
}

/** Returns the spec of training that goes on: fine-tuning's rate, for the epochs of all stages. */
function furtherSpec({ spec, stages }: FinishedReport): RunSpec {
  const epochs = stages.reduce((sum, stage) => sum + stage.epochs, 0);
  if (epochs === 0)
    throw new DataError('No stage of the run was fine-tuned: there is nothing to compare with.');
  return parseSpec({
    ...spec,
    pretrainEpochs: epochs,
    pretrainLearningRate: spec.learningRate,
    pretrainDecayEpoch: spec.decayEpoch,
    pretrainPatience: 0,
    pretrainHalving: 0,
    pretrainClipNorm: 0,
  });
}

/** Returns the analog network of a run that trained its own; null when it is a shipped one. */
async function networkOf({ spec, runId }: FinishedReport): Promise<Resume | null> {
  if (spec.start === 'checkpoint') return null;
  const kept = pretrainingKey(spec) === null ? null : await trainedBefore(spec, runId);
  if (kept) return kept;
  throw new DataError(
    'The analog network of the run is not kept. Give the run and this command the same --trained folder.',
  );
}
