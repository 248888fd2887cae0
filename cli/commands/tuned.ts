/**
 * `tuned`: gathers the reports of finished runs of one preset into the results that ship beside its
 * checkpoint.
 */
import { readFile } from 'node:fs/promises';
import { DataError } from '../../src/datasets/dataset.ts';
import type { TunedResults } from '../../src/runs/inspection/simulation.ts';
import type { RunReport } from '../../src/runs/records/report.ts';
import { differingFields, presetSpec } from '../../src/runs/spec/spec.ts';
import { completeSpec } from '../../src/runs/sweep/plan.ts';
import { claimFile } from '../files/claim-file.ts';
import { writeWhole } from '../files/write-whole.ts';

async function readReport(file: string): Promise<RunReport> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataError(`${file} cannot be read (${error.code}); give report.json files of finished runs.`);
  });
  let report: RunReport;
  try {
    report = JSON.parse(text) as RunReport;
  } catch {
    throw new DataError(`${file} is not JSON; give report.json files of finished runs.`);
  }
  if (report.status !== 'finished' || !report.snn || !report.ann)
    throw new DataError(`${file} is not the report of a finished run.`);
  const others = differingFields(completeSpec(report.spec), presetSpec(report.spec.preset)).filter(
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
  const [first] = reports as [RunReport, ...RunReport[]];
  if (reports.some((report) => report.spec.preset !== first.spec.preset))
    throw new DataError('The reports are of different presets.');
  reports.sort((a, b) => a.spec.timeSteps - b.spec.timeSteps);
  const results: TunedResults = {
    command: `npm run ptl -- run --preset ${first.spec.preset} --set timeSteps=${reports.map((r) => r.spec.timeSteps).join(' | ')}`,
    machine: `${first.environment?.host}, ${first.backend}`,
    annTestAccuracy: first.ann!.testAccuracy,
    points: reports.map(({ spec, snn }) => ({
      timeSteps: spec.timeSteps,
      testAccuracy: snn!.testAccuracy,
      validationAccuracy: snn!.validationAccuracy,
      seed: spec.seed,
    })),
  };
  await writeWhole(out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`wrote ${out}: Ns ${results.points.map((point) => point.timeSteps).join(', ')}`);
}
