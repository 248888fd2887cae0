/**
 * Writes a whole run as one zip: its report, metrics and figures, its network, the imported network
 * that it started from, what a paper says of it, and a pointer to its data by their hash. The page
 * and the command line open it again.
 */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { sha256Hex } from '../../exchange/hash.ts';
import { taskOf } from '../../tasks/index.ts';
import { jsonText, metricsCsv, reportJson } from '../records/export.ts';
import { neuroBenchCsv, neuroBenchJson, neuroBenchLatex } from '../records/neurobench-table.ts';
import { bibtex } from '../records/paper/bibtex.ts';
import { methodsText } from '../records/paper/methods-text.ts';
import { stagesLatex } from '../records/paper/stage-table.ts';
import type { RunRecord } from '../records/record.ts';
import type { RunReport } from '../records/report.ts';
import { softwareVersion } from '../records/version.ts';
import { figuresOf } from './figures/figures.ts';

export const zipFormat = 'spikewise-run';
export const zipVersion = 1;

/** Names of the files that are read again. */
export const zipFiles = {
  run: 'run.json',
  report: 'report.json',
  network: 'snn.safetensors',
  model: 'model.safetensors',
} as const;

/** Returns NeuroBench's figures as files; none where the run has none. */
function neuroBenchFiles(report: RunReport): Record<string, string> {
  const files = {
    'neurobench.json': neuroBenchJson(report),
    'neurobench.csv': neuroBenchCsv(report),
    'neurobench.tex': neuroBenchLatex(report),
  };
  return Object.fromEntries(Object.entries(files).flatMap(([path, text]) => (text ? [[path, text]] : [])));
}

/** Every entry has this time, so that the same run gives the same bytes. */
const fixedTime = new Date(1980, 0, 1);

/** The parts of a run that its report does not hold. */
export type ZippedRun = Pick<RunRecord, 'name' | 'createdAt' | 'updatedAt' | 'network'> & {
  readonly report: RunReport;
};

/**
 * Returns the zip of a run that has a report. `model` is the checkpoint of the imported network
 * that it started from; without it the zip names that network by its hash alone.
 */
export function runZip(run: ZippedRun, model: Uint8Array | null = null): Uint8Array<ArrayBuffer> {
  const { report, network, name, createdAt, updatedAt } = run;
  const texts: Record<string, string> = {
    [zipFiles.report]: reportJson(report),
    'spec.json': jsonText(report.spec),
    'metrics.csv': metricsCsv(report.epochs, taskOf(report.spec.task)),
    'methods.txt': methodsText(report),
    'methods.bib': bibtex(report),
    'stages.tex': stagesLatex(report),
    ...neuroBenchFiles(report),
    ...figuresOf(report),
  };
  const files = new Map<string, Uint8Array>(
    Object.entries(texts).map(([path, text]) => [path, strToU8(text)]),
  );
  if (network) files.set(zipFiles.network, network);
  if (model) files.set(zipFiles.model, model);
  const head = {
    format: zipFormat,
    version: zipVersion,
    software: softwareVersion,
    name,
    createdAt,
    updatedAt,
    // By these they are found, and known to be the right ones.
    data: { name: report.data.name, sha256: report.data.sha256 ?? null },
    model: report.checkpoint,
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, sha256Hex(bytes)])),
  };
  const entries: Zippable = { [zipFiles.run]: [strToU8(jsonText(head)), { mtime: fixedTime }] };
  // Weights hardly pack.
  for (const [path, bytes] of files)
    entries[path] = [bytes, { mtime: fixedTime, level: path.endsWith('.safetensors') ? 1 : 6 }];
  return zipSync(entries) as Uint8Array<ArrayBuffer>;
}
