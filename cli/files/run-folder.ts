/**
 * Manages the folder of a run: results in it are replaced only on request, and no two runs write
 * into one.
 */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { metricsCsv, reportJson } from '../../src/runs/records/export.ts';
import type { RunReport } from '../../src/runs/records/report.ts';
import type { Resume } from '../../src/runs/resume/resume.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { isThere } from './claim-file.ts';
import { InUseError, lockFolder } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { OutputError } from './output-error.ts';
import { holdsResume, removeResume, resumeIn } from './resume-file.ts';
import { removeUnfinished, writeWhole } from './write-whole.ts';

const files = {
  report: 'report.json',
  metrics: 'metrics.csv',
  network: 'snn.safetensors',
  predictions: 'predictions.csv',
};

/**
 * Lies in the folder while results are being written, and stays when that was cut off: what is
 * beside it is not the whole of a run, and the next run may replace it.
 */
const unfinished = 'unfinished.txt';

export interface RunFolder {
  readonly folder: string;
  readonly unlock: () => Promise<void>;
}

/**
 * Takes the folder that was asked for. Throws {@link OutputError} when it holds a result, or
 * another process works in it.
 */
export async function takeFolder(folder: string, overwrite: boolean): Promise<RunFolder> {
  await makeFolder(folder);
  const unlock = await lockFolder(folder);
  await removeUnfinished(folder);
  const there = overwrite ? null : await resultIn(folder);
  if (there === null) {
    await removeResume(folder);
    return { folder, unlock };
  }
  const goOn = (await holdsResume(folder)) ? `, or --resume ${folder} alone to go on with it` : '';
  await unlock();
  throw new OutputError(`${folder} holds ${there}; give another --out, or --overwrite to replace it${goOn}`);
}

/**
 * Takes the folder of a run that was cut off. Throws {@link OutputError} when it holds none or
 * another process works in it, and a ResumeError when the run cannot go on.
 */
export async function takeCutOff(folder: string): Promise<RunFolder & { readonly resume: Resume }> {
  const nothing = () =>
    new OutputError(
      `${folder} holds no run that can go on (no resume.safetensors, which is written at the end of each stage and goes when the run has finished)`,
    );
  if (!(await holdsResume(folder))) throw nothing();
  const unlock = await lockFolder(folder);
  try {
    await removeUnfinished(folder);
    const resume = await resumeIn(folder);
    if (!resume) throw nothing();
    return { folder, unlock, resume };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Takes `folder`, or the first of `folder-2`, `folder-3` … that is free. */
export async function takeFreeFolder(folder: string): Promise<RunFolder> {
  for (let n = 1; ; n++) {
    const at = n === 1 ? folder : `${folder}-${n}`;
    // Checked before the folder is taken, since one with a result is not touched.
    if ((await resultIn(at)) !== null) continue;
    await makeFolder(at);
    const unlock = await lockFolder(at).catch((error) => {
      if (error instanceof InUseError) return null;
      throw error;
    });
    if (unlock) await removeUnfinished(at);
    if (unlock && (await resultIn(at)) === null) return { folder: at, unlock };
    await unlock?.();
  }
}

/**
 * Describes in words the result in a folder that would be lost, or returns null: a run that ended
 * before its first epoch is no loss, nor is one that could not be written whole.
 */
async function resultIn(folder: string): Promise<string | null> {
  if (await holdsResume(folder)) return 'a run that was cut off (resume.safetensors)';
  if (await isThere(path.join(folder, unfinished))) return null;
  const names: string[] = [];
  for (const name of Object.values(files)) if (await isThere(path.join(folder, name))) names.push(name);
  if (names.length === 0) return null;
  const report = await reportIn(folder);
  const network = names.includes(files.network);
  if (report && report.status !== 'finished' && !network && report.epochs.length === 0) return null;
  const run = report
    ? `a ${report.status} run of ${report.spec.preset} at Ns ${report.spec.timeSteps}`
    : null;
  return run ? `${run} (${names.join(', ')})` : names.join(', ');
}

/** Reads the report in a folder; returns null when there is none, or another file has its name. */
async function reportIn(folder: string): Promise<Pick<RunReport, 'status' | 'spec' | 'epochs'> | null> {
  try {
    const report = JSON.parse(await readFile(path.join(folder, files.report), 'utf8')) as RunReport;
    return Array.isArray(report.epochs) && report.spec.preset && report.status ? report : null;
  } catch {
    return null;
  }
}

/**
 * Writes the results of a run and returns the paths; without a network or predictions, those of an
 * earlier run are removed, so that they do not stay beside the new report. The report is written
 * last: where there is one, all that it speaks of is there, and a finished run has no need of its
 * resume file any more. Throws {@link OutputError}; the folder may then be taken again for another
 * run.
 */
export async function writeRun(
  folder: string,
  report: RunReport,
  network: Uint8Array | null,
  predictions: string | null = null,
): Promise<string[]> {
  const at = (name: string) => path.join(folder, name);
  await writeWhole(at(unfinished), `The results of the run ${report.runId} are not written whole.\n`);
  await rm(at(files.report), { force: true });
  const contents = [
    [at(files.predictions), predictions],
    [at(files.network), network],
    [at(files.metrics), metricsCsv(report.epochs, taskOf(report.spec.task))],
    [at(files.report), reportJson(report)],
  ] as const;
  for (const [file, content] of contents) {
    if (content === null) await rm(file, { force: true });
    else await writeWhole(file, content);
  }
  await rm(at(unfinished), { force: true });
  if (report.status === 'finished') await removeResume(folder);
  return contents.flatMap(([file, content]) => (content === null ? [] : [file])).reverse();
}
