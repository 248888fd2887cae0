/**
 * `tuned`: gathers the reports of finished runs of one preset into the results that ship beside its
 * checkpoint.
 */
import { DataError } from '../../src/datasets/dataset.ts';
import type { TunedResults } from '../../src/runs/inspection/simulation.ts';
import { differingFields, presetSpec } from '../../src/runs/spec/spec.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { leadScore } from '../../src/tasks/task.ts';
import { claimFile } from '../files/claim-file.ts';
import { type FinishedReport, finishedReport } from '../files/finished-report.ts';
import { writeWhole } from '../files/write-whole.ts';

async function readReport(file: string): Promise<FinishedReport> {
  const report = await finishedReport(file);
  const others = differingFields(report.spec, presetSpec(report.spec.preset)).filter(
    (name) => !['timeSteps', 'seed', 'backend'].includes(name),
  );
  if (others.length > 0) throw new DataError(`${file} differs from its preset in ${others.join(', ')}.`);
  return report;
}

export async function run(
  files: string[],
  { out, overwrite }: { out: string; overwrite: boolean },
): Promise<void> {
  await claimFile(out, overwrite);
  const reports = await Promise.all(files.map(readReport));
  const [first] = reports as [FinishedReport, ...FinishedReport[]];
  if (reports.some((report) => report.spec.preset !== first.spec.preset))
    throw new DataError('The reports are of different presets.');
  if (reports.some((report) => report.engine !== first.engine))
    throw new DataError('The reports are of different revisions of the engine.');
  reports.sort((a, b) => a.spec.timeSteps - b.spec.timeSteps);
  const task = taskOf(first.spec.task);
  const results: TunedResults = {
    command: `npm run ptl -- run --preset ${first.spec.preset} --set timeSteps=${reports.map((r) => r.spec.timeSteps).join(' | ')}`,
    machine: `${first.environment?.host}, ${first.backend}`,
    engine: first.engine,
    annTest: leadScore(task, first.ann!.test),
    points: reports.map(({ spec, snn }) => ({
      timeSteps: spec.timeSteps,
      test: leadScore(task, snn!.test),
      validation: leadScore(task, snn!.validation),
      seed: spec.seed,
    })),
  };
  await writeWhole(out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`wrote ${out}: Ns ${results.points.map((point) => point.timeSteps).join(', ')}`);
}
