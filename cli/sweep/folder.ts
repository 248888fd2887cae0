/**
 * Manages a sweep's folder: `sweep.json` (the sweep), `cells/<key>/report.json` and
 * `snn.safetensors` (each finished cell), `results.json` (the file that the page opens),
 * `results.csv` (a row per cell), `summary.csv` (a row per combination) and `summary.tex` (the same
 * for a paper). A sweep is resumed from the cells' own files; the tables are written anew from
 * them.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { engineRevision } from '../../src/engine/revision.ts';
import { readNetworkFile } from '../../src/exchange/network-file.ts';
import { encodeSweepLink } from '../../src/runs/link/link.ts';
import { parseReport } from '../../src/runs/records/checks/report-schema.ts';
import { jsonText, reportJson } from '../../src/runs/records/export.ts';
import { resultOf } from '../../src/runs/sweep/outcome.ts';
import { cellsOf, parseSweep, sweepDifferences } from '../../src/runs/sweep/plan.ts';
import { formerKey } from '../../src/runs/sweep/present-key.ts';
import type {
  CellResult,
  SweepCell,
  SweepResults,
  SweepSpec,
  SweepStore,
} from '../../src/runs/sweep/sweep.ts';
import { SweepError } from '../../src/runs/sweep/sweep-error.ts';
import { sweepFileText, withoutPairs } from '../../src/runs/sweep/sweep-file.ts';
import { summaryCsv, tableCsv } from '../../src/runs/sweep/table.ts';
import { summaryLatex } from '../../src/runs/sweep/table-latex.ts';
import { removeResume } from '../files/resume-file.ts';
import { removeUnfinished, writeWhole } from '../files/write-whole.ts';

/** Longest name of a folder; longer ones are cut, since file systems take 255 bytes. */
const longestName = 160;

export function cellFolder(folder: string, key: string): string {
  const hash = () => createHash('sha256').update(key).digest('hex').slice(0, 16);
  const name = key.length <= longestName ? key : `${key.slice(0, longestName)}~${hash()}`;
  return path.join(folder, 'cells', name);
}

/** Returns the sweep in a folder, or null when there is none yet. Throws {@link SweepError}. */
export async function sweepIn(folder: string): Promise<SweepSpec | null> {
  const file = path.join(folder, 'sweep.json');
  const text = await textOf(file);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SweepError([
      `${file} is damaged; give another --out, or delete it and give the whole command again`,
    ]);
  }
  const { link: _, engine: __, ...sweep } = (value ?? {}) as Record<string, unknown>;
  try {
    return parseSweep(sweep);
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    throw new SweepError(error.problems.map((problem) => `${file}: ${problem}`));
  }
}

/** Makes the folder that of `sweep`. Throws {@link SweepError} when it belongs to another. */
export async function claimFolder(folder: string, sweep: SweepSpec): Promise<void> {
  const there = await sweepIn(folder);
  if (there) {
    const differences = sweepDifferences(there, sweep);
    if (differences.length > 0)
      throw new SweepError([
        `${folder} holds another sweep (${differences.join('; ')}); give another --out, or resume that one by --resume ${folder}`,
      ]);
    return;
  }
  const link = encodeSweepLink(sweep);
  await writeWhole(path.join(folder, 'sweep.json'), jsonText({ ...sweep, engine: engineRevision, link }));
}

/**
 * Returns the revision of the engine that began the sweep in a folder; it is the first if the
 * folder does not say.
 */
export async function engineIn(folder: string): Promise<number> {
  try {
    const { engine } = JSON.parse((await textOf(path.join(folder, 'sweep.json'))) ?? '{}');
    return Number.isInteger(engine) && engine > 0 ? engine : 1;
  } catch {
    return 1;
  }
}

/**
 * Removes what killed processes left half written in a sweep's folder, whose lock the caller holds.
 */
export async function tidyFolder(folder: string): Promise<void> {
  await removeUnfinished(folder);
  const cells = path.join(folder, 'cells');
  for (const name of await readdir(cells).catch(() => [] as string[]))
    await removeUnfinished(path.join(cells, name));
}

export function folderStore(folder: string, sweep: SweepSpec): SweepStore {
  const cells = cellsOf(sweep);
  return {
    load: async () => {
      const found: CellResult[] = [];
      for (const cell of cells) {
        const result = await load(folder, cell);
        if (result) found.push(result);
      }
      return found;
    },
    save: async (result, network) => {
      const at = cellFolder(folder, result.key);
      await mkdir(at, { recursive: true });
      // The report comes last, so that a cell that has one is whole.
      await rm(path.join(at, 'report.json'), { force: true });
      if (network) await writeWhole(path.join(at, 'snn.safetensors'), network);
      const failure = path.join(at, 'failure.txt');
      if (result.failure === null) await rm(failure, { force: true });
      else await writeWhole(failure, `${result.failure}\n`);
      if (result.report) await writeWhole(path.join(at, 'report.json'), reportJson(result.report));
      if (result.status === 'finished') await removeResume(at);
    },
  };
}

/** Returns the finished result of a cell, or null when it is not there as a whole. */
async function load(folder: string, cell: SweepCell): Promise<CellResult | null> {
  const result = await loadFrom(cellFolder(folder, cell.key), cell);
  const former = formerKey(cell.key);
  return result || former === cell.key ? result : loadFrom(cellFolder(folder, former), cell);
}

async function loadFrom(at: string, cell: SweepCell): Promise<CellResult | null> {
  const text = await textOf(path.join(at, 'report.json'));
  if (text === null) return null;
  try {
    readNetworkFile(await readFile(path.join(at, 'snn.safetensors')));
    const report = withoutPairs(parseReport(JSON.parse(text)));
    const result = resultOf({ ...cell, spec: report.spec }, report);
    return result.status === 'finished' ? result : null;
  } catch {
    return null;
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new SweepError([`${file} cannot be read (${code})`]);
  }
}

/** Writes the tables and the file that the page opens. */
export async function writeTables(folder: string, results: SweepResults): Promise<void> {
  await writeWhole(path.join(folder, 'results.json'), sweepFileText(results));
  await writeWhole(path.join(folder, 'results.csv'), tableCsv(results));
  await writeWhole(path.join(folder, 'summary.csv'), summaryCsv(results));
  await writeWhole(path.join(folder, 'summary.tex'), summaryLatex(results));
}
