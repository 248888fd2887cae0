/**
 * Runs one import of data, or keeps one set, in a worker of its own: an import that nobody wants
 * any more ends with it.
 */
import { proxy } from 'comlink';
import address from '../../../workers/import.ts?worker&url';
import type { Given, ImportEndpoint, ImportedSet, ImportProgress } from '../../runs/data/import-data.ts';
import { inWorker, whileUnder } from './one-call.ts';
import type { Watched } from './watch-worker.ts';

const watched: Watched = { name: 'the import worker', address };

/** Reads data that a person gave. The signal ends the worker, whatever it is doing. */
export function readGiven(
  given: Given,
  tell: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportedSet> {
  return whileUnder(tell, (hear) =>
    inWorker<ImportEndpoint, ImportedSet>(
      watched,
      (endpoint) => endpoint.read(given, proxy(hear)) as Promise<ImportedSet>,
      signal,
    ),
  );
}

/** Keeps a set in this browser. */
export function keepFile(hash: string, file: Blob): Promise<void> {
  return inWorker<ImportEndpoint, void>(watched, (endpoint) => endpoint.keep(hash, file));
}
