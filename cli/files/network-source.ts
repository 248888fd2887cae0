/**
 * Opens what a command is given as a network: the folder of a run, a network file, the zip of a run
 * or a NIR file. They are told apart by what they hold, not by their names.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { bytesFile } from '../../src/datasets/archives/named-file.ts';
import { isZip } from '../../src/datasets/archives/zip.ts';
import { DataError } from '../../src/datasets/dataset.ts';
import { isHdf5 } from '../../src/exchange/hdf5/signature.ts';
import { readNetworkFile, type StoredNetwork } from '../../src/exchange/network-file.ts';
import { type NirOptions, readNir } from '../../src/exchange/nir/read.ts';
import { type Provenance, readProvenance } from '../../src/exchange/provenance.ts';
import { readRunZip } from '../../src/runs/archive/read-run-zip.ts';
import type { ZippedRun } from '../../src/runs/archive/run-zip.ts';
import { runName } from '../../src/runs/spec/run-name.ts';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { reportFile } from './finished-report.ts';

/** A network, and the run that it comes from where that is known. */
export interface NetworkSource {
  readonly network: StoredNetwork | null;
  readonly provenance: Provenance | null;
  readonly run: ZippedRun | null;
  /** The imported network that the run started from, where its zip has it. */
  readonly model: Uint8Array | null;
  /** What was assumed because the file does not say it. */
  readonly notes: readonly string[];
}

/** Opens a file or folder. Throws a {@link DataError} or ExchangeError in words. */
export async function openSource(at: string, options: Partial<NirOptions> = {}): Promise<NetworkSource> {
  const found = await stat(at).catch((error) => {
    throw unreadable(at, error);
  });
  if (found.isDirectory()) return folderSource(at);
  const bytes = await readFile(at).catch((error) => {
    throw unreadable(at, error);
  });
  if (isHdf5(bytes)) return { ...(await readNir(bytes, options)), provenance: null, run: null, model: null };
  if (isZip(bytes.subarray(0, 4))) {
    const { record, model } = await readRunZip(bytesFile(path.basename(at), bytes));
    return sourceOf(record as ZippedRun, model);
  }
  const [network, provenance] = [readNetworkFile(bytes), readProvenance(bytes)];
  return { network, provenance, run: null, model: null, notes: [] };
}

function unreadable(at: string, { code }: NodeJS.ErrnoException): DataError {
  return new DataError(
    `${at} cannot be read (${code}); give the folder of a run, a network file, the zip of a run or a NIR file.`,
  );
}

async function folderSource(folder: string): Promise<NetworkSource> {
  const report = await reportFile(path.join(folder, 'report.json'));
  const network = await readFile(path.join(folder, 'snn.safetensors')).catch(() => null);
  return sourceOf({
    report,
    network,
    name: runName(report.spec, presetSpec(report.spec.preset)),
    createdAt: report.startedAt,
    updatedAt: new Date(Date.parse(report.startedAt) + 1000 * report.seconds).toISOString(),
  });
}

function sourceOf(run: ZippedRun, model: Uint8Array | null = null): NetworkSource {
  const { network: bytes } = run;
  return {
    network: bytes && readNetworkFile(bytes),
    provenance: bytes && readProvenance(bytes),
    run,
    model,
    notes: [],
  };
}
