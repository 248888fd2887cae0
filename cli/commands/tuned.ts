/**
 * `tuned`: gathers the reports of finished runs of one preset into the results that ship beside its
 * checkpoint.
 */
import { readFile } from 'node:fs/promises';
import { DataError } from '../../src/datasets/dataset.ts';
import type { TunedResults } from '../../src/runs/inspection/simulation.ts';
import { parseReport } from '../../src/runs/records/checks/report-schema.ts';
import type { RunReport } from '../../src/runs/records/report.ts';
import { differingFields, presetSpec } from '../../src/runs/spec/spec.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { leadScore } from '../../src/tasks/task.ts';
import { claimFile } from '../files/claim-file.ts';
import { writeWhole } from '../files/write-whole.ts';

async function readReport(file: string): Promise<RunReport> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataError(`${file} cannot be read (${error.code}); give report.json files of finished runs.`);
  });
  const report = reportIn(text, file);
  if (report.status !== 'finished' || !report.snn || !report.ann)
    throw new DataError(`${file} is not the report of a finished run.`);
  const others = differingFields(report.spec, presetSpec(report.spec.preset)).filter(
    (name) => !['timeSteps', 'seed', 'backend'].includes(name),
  );
  if (others.length > 0) throw new DataError(`${file} differs from its preset in ${others.join(', ')}.`);
  return report;
}

/** Reads a report of this or an earlier version. Throws {@link DataError}. */
function reportIn(text: string, file: string): RunReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DataError(`${file} is not JSON; give report.json files of finished runs.`);
  }
  try {
    return parseReport(value);
  } catch (error) {
    throw new DataError(`${file} cannot be used: ${(error as Error).message}.`);
  }
}

export async function run(
  files: string[],
  { out, overwrite }: { out: string; overwrite: boolean },
): Promise<void> {
  await claimFile(out, overwrite);
  const reports = await Promise.all(files.map(readReport));
  const [first] = reports as [RunReport, ...RunReport[]];
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
