/** Reads the zip of a run back as its record, within limits and checked as a stored run is. */
import { archiveEntries } from '../../datasets/archives/archive.ts';
import { type ArchiveLimits, archiveLimits } from '../../datasets/archives/limits.ts';
import type { NamedFile } from '../../datasets/archives/named-file.ts';
import { isZip } from '../../datasets/archives/zip.ts';
import { DataError } from '../../datasets/dataset.ts';
import { ExchangeError } from '../../exchange/error.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { z } from '../../networks/zod.ts';
import { time } from '../records/checks/parts.ts';
import { issueWords, parseReport, ReportError } from '../records/checks/report-schema.ts';
import { layersOf } from '../records/checks/spec.ts';
import { readStoredRun } from '../records/checks/stored-run.ts';
import { beginRecord, type RunRecord } from '../records/record.ts';
import { SpecError } from '../spec/spec.ts';
import { shorten } from '../spec/value-text.ts';
import { zipFiles, zipFormat, zipVersion } from './run-zip.ts';

/** An error about a file that is no run of Spikewise, or a damaged one. */
export class RunZipError extends Error {
  override readonly name = 'RunZipError';
}

/** What the zip of a run may hold. */
const limits: ArchiveLimits = {
  ...archiveLimits,
  unpackedBytes: 2048 * 2 ** 20,
  entryBytes: 1024 * 2 ** 20,
  entries: 1000,
};

const headSchema = z.looseObject({
  format: z.literal(zipFormat),
  version: z.literal(zipVersion),
  name: z.string().max(10_000),
  createdAt: time,
  updatedAt: time,
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/**
 * Returns the record of the run in a zip. Throws {@link RunZipError} in words, and nothing else but
 * the reason of an aborted `signal`.
 */
export async function readRunZip(file: NamedFile, signal?: AbortSignal): Promise<RunRecord> {
  try {
    return recordIn(await contentsOf(file, signal));
  } catch (error) {
    const known = [DataError, ReportError, SpecError, ExchangeError].some((kind) => error instanceof kind);
    if (known) throw new RunZipError((error as Error).message);
    throw error;
  }
}

async function contentsOf(file: NamedFile, signal?: AbortSignal): Promise<ReadonlyMap<string, Uint8Array>> {
  if (!isZip(await file.read(0, Math.min(4, file.size))))
    throw new RunZipError(`${file.name} is no zip; choose one that “Whole run (zip)” or ptl export saved.`);
  const wanted = new Set<string>(Object.values(zipFiles));
  const contents = new Map<string, Uint8Array>();
  for await (const entry of archiveEntries(file, signal, limits))
    if (wanted.has(entry.path)) contents.set(entry.path, await entry.read());
  return contents;
}

function recordIn(contents: ReadonlyMap<string, Uint8Array>): RunRecord {
  const head = headSchema.safeParse(jsonIn(contents, zipFiles.run));
  if (!head.success)
    throw new RunZipError(`It is no run of this Spikewise: ${zipFiles.run}: ${issueWords(head.error)}.`);
  const { name, createdAt, updatedAt, files } = head.data;
  for (const [path, sha256] of Object.entries(files)) {
    const bytes = contents.get(path);
    const read = path === zipFiles.report || path === zipFiles.network;
    if (read && (!bytes || sha256Hex(bytes) !== sha256))
      throw new RunZipError(
        `${shorten(path)} is damaged or missing: it has not the hash that run.json names.`,
      );
  }
  const report = parseReport(jsonIn(contents, zipFiles.report));
  const network = Object.hasOwn(files, zipFiles.network) ? contents.get(zipFiles.network)! : null;
  if (network) readNetworkFile(network);
  const { runId, spec, status, failure, ann, stages, epochs, environment, warnings } = report;
  const record: RunRecord = {
    ...beginRecord(runId, spec, createdAt),
    ...{ name, updatedAt, status, failure, report, ann, stages, epochs, environment, warnings, network },
    layers: layersOf(spec.network),
  };
  const read = readStoredRun(record);
  if ('unreadable' in read) throw new RunZipError(`The run cannot be read: ${read.unreadable.reason}.`);
  return record;
}

function jsonIn(contents: ReadonlyMap<string, Uint8Array>, path: string): unknown {
  const bytes = contents.get(path);
  if (!bytes) throw new RunZipError(`It is no run of Spikewise: it holds no ${path}.`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RunZipError(`${path} is no JSON text.`);
  }
}
