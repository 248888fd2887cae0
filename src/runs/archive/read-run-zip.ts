/** Reads the zip of a run back as its record, within limits and checked as a stored run is. */
import { archiveEntries } from '../../datasets/archives/archive.ts';
import { type ArchiveLimits, archiveLimits } from '../../datasets/archives/limits.ts';
import type { NamedFile } from '../../datasets/archives/named-file.ts';
import { isZip } from '../../datasets/archives/zip.ts';
import { DataError } from '../../datasets/dataset.ts';
import { readAnyCheckpoint } from '../../exchange/any-checkpoint.ts';
import { ExchangeError } from '../../exchange/error.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import { hasModelHash } from '../../exchange/model-hash.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { ownHash } from '../../exchange/own-shelf.ts';
import { z } from '../../networks/zod.ts';
import { time } from '../records/checks/parts.ts';
import { issueWords, parseReport, ReportError } from '../records/checks/report-schema.ts';
import { layersOf } from '../records/checks/spec.ts';
import { readStoredRun } from '../records/checks/stored-run.ts';
import { beginRecord, type RunRecord } from '../records/record.ts';
import { type RunSpec, SpecError } from '../spec/spec.ts';
import { startsFromOwn } from '../spec/start-network.ts';
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

/** Files that are read again beside `run.json`, if they have the hashes that it names. */
const readFiles = new Set<string>([zipFiles.report, zipFiles.network, zipFiles.model]);

const headSchema = z.looseObject({
  format: z.literal(zipFormat),
  version: z.literal(zipVersion),
  name: z.string().max(10_000),
  createdAt: time,
  updatedAt: time,
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** What the zip of a run holds. */
export interface UnzippedRun {
  readonly record: RunRecord;
  /** The checkpoint of the imported network that it started from, where the zip has it. */
  readonly model: Uint8Array | null;
}

/** Returns whether a file is the zip of a run, and not one of images, say. Never rejects. */
export async function isRunZip(file: NamedFile): Promise<boolean> {
  try {
    if (!isZip(await file.read(0, Math.min(4, file.size)))) return false;
    for await (const { path } of archiveEntries(file, undefined, limits))
      if (path === zipFiles.run) return true;
    return false;
  } catch {
    // What is damaged, or has more files than a run, is told of by whoever else reads zips.
    return false;
  }
}

/**
 * Returns the run in a zip. Throws {@link RunZipError} in words, and nothing else but the reason of
 * an aborted `signal`.
 */
export async function readRunZip(file: NamedFile, signal?: AbortSignal): Promise<UnzippedRun> {
  try {
    return runIn(await contentsOf(file, signal));
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

function runIn(contents: ReadonlyMap<string, Uint8Array>): UnzippedRun {
  const head = headSchema.safeParse(jsonIn(contents, zipFiles.run));
  if (!head.success)
    throw new RunZipError(`It is no run of this Spikewise: ${zipFiles.run}: ${issueWords(head.error)}.`);
  const { name, createdAt, updatedAt, files } = head.data;
  for (const [path, sha256] of Object.entries(files)) {
    const bytes = contents.get(path);
    if (readFiles.has(path) && (!bytes || sha256Hex(bytes) !== sha256))
      throw new RunZipError(
        `${shorten(path)} is damaged or missing: it has not the hash that run.json names.`,
      );
  }
  const report = parseReport(jsonIn(contents, zipFiles.report));
  const network = Object.hasOwn(files, zipFiles.network) ? contents.get(zipFiles.network)! : null;
  if (network) readNetworkFile(network);
  const model = Object.hasOwn(files, zipFiles.model) ? contents.get(zipFiles.model)! : null;
  if (model) checkModel(model, report.spec);
  const { runId, spec, status, failure, ann, stages, epochs, environment, warnings } = report;
  const record: RunRecord = {
    ...beginRecord(runId, spec, createdAt),
    ...{ name, updatedAt, status, failure, report, ann, stages, epochs, environment, warnings, network },
    layers: layersOf(spec.network),
  };
  const read = readStoredRun(record);
  if ('unreadable' in read) throw new RunZipError(`The run cannot be read: ${read.unreadable.reason}.`);
  return { record, model };
}

/** Throws unless the network is the one that the settings start from. */
function checkModel(bytes: Uint8Array, spec: RunSpec): void {
  if (!startsFromOwn(spec) || !hasModelHash(bytes, ownHash(spec.model)))
    throw new RunZipError(`${zipFiles.model} is not the network that the run started from.`);
  readAnyCheckpoint(bytes);
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
