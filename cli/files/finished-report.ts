/** Reads the report of a run from its file. */
import { readFile } from 'node:fs/promises';
import { DataError } from '../../src/datasets/dataset.ts';
import { parseReport } from '../../src/runs/records/checks/report-schema.ts';
import type { RunReport } from '../../src/runs/records/report.ts';

/** The report of a run that has an analog and a spiking network. */
export type FinishedReport = RunReport & {
  readonly ann: NonNullable<RunReport['ann']>;
  readonly snn: NonNullable<RunReport['snn']>;
};

/** Returns the report in a file. Throws a {@link DataError} when the run did not finish. */
export async function finishedReport(file: string): Promise<FinishedReport> {
  const report = await reportFile(file);
  const { status, ann, snn } = report;
  if (status !== 'finished' || !snn || !ann)
    throw new DataError(`${file} is not the report of a finished run.`);
  return { ...report, ann, snn };
}

/** Returns the report in a file, however its run ended. Throws a {@link DataError}. */
export async function reportFile(file: string): Promise<RunReport> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataError(`${file} cannot be read (${error.code}); give report.json files of finished runs.`);
  });
  return reportIn(text, file);
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
