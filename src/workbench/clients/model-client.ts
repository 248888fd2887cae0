/**
 * Reads, makes or keeps one network in a worker of its own, since a damaged HDF5 file harms the
 * library that read it.
 */
import { proxy } from 'comlink';
import address from '../../../workers/model.ts?worker&url';
import type { Held } from '../../runs/data/held.ts';
import type { ModelAsked, ModelEndpoint, NirAsked } from '../../runs/inspection/model-endpoint.ts';
import type { GivenModel, MadeModel, ModelProgress, ModelReading } from '../../runs/models/import-model.ts';
import type { ModelChoices } from '../../runs/models/imported-checkpoint.ts';
import type { NirReading } from '../../runs/models/nir-reading.ts';
import { inWorker, whileUnder } from './one-call.ts';
import type { Watched } from './watch-worker.ts';

const watched: Watched = { name: 'the model worker', address };

/** Reads and measures a network that a person gave. The signal ends the worker. */
export function readGivenModel(
  given: GivenModel,
  asked: ModelAsked,
  held: Held,
  tell: (progress: ModelProgress) => void,
  signal: AbortSignal,
): Promise<ModelReading> {
  return whileUnder(tell, (hear) =>
    inWorker<ModelEndpoint, ModelReading>(
      watched,
      (endpoint) => endpoint.read(given, asked, held, proxy(hear)) as Promise<ModelReading>,
      signal,
    ),
  );
}

/** Makes the checkpoint of what was chosen. */
export function makeModel(
  given: GivenModel,
  choices: ModelChoices,
  held: Held,
  signal: AbortSignal,
): Promise<MadeModel> {
  return inWorker<ModelEndpoint, MadeModel>(
    watched,
    (endpoint) => endpoint.make(given, choices, held),
    signal,
  );
}

/** Keeps a network in this browser. */
export function keepModelFile(hash: string, file: Blob): Promise<void> {
  return inWorker<ModelEndpoint, void>(watched, (endpoint) => endpoint.keep(hash, file));
}

/** Reads a NIR file and simulates it. The signal ends the worker. */
export function readGivenNir(
  file: Blob,
  asked: NirAsked,
  held: Held,
  tell: (share: number) => void,
  signal: AbortSignal,
): Promise<NirReading> {
  return whileUnder(tell, (hear) =>
    inWorker<ModelEndpoint, NirReading>(
      watched,
      (endpoint) => endpoint.nir(file, asked, held, proxy(hear)) as Promise<NirReading>,
      signal,
    ),
  );
}
