/** Writes the checkpoint of an imported network, which is known by its hash anywhere. */
import { importNote } from '../../exchange/any-checkpoint.ts';
import { type Checkpoint, writeCheckpoint } from '../../exchange/checkpoint.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import type { ModelFile } from '../../exchange/models/index.ts';
import type { Replacement } from '../../exchange/own-models.ts';

/** What a person chose at the import; the checkpoint's hash depends on it. */
export interface ModelChoices {
  /** What becomes of max pooling; null where the network has none. */
  readonly pooling: Replacement | null;
  /** The value of the setting `normalisation`; null where nobody said. */
  readonly normalisation: string | null;
  /** The data set that it was judged on, or null. */
  readonly dataset: string | null;
}

/** Returns the bytes of the checkpoint, with a note of its files and of the choices. */
export function importedCheckpoint(
  files: readonly ModelFile[],
  { notation, layers }: Checkpoint,
  { pooling, normalisation, dataset }: ModelChoices,
): Uint8Array {
  const note = {
    [importNote.title]: files.map(({ name }) => name).join(', '),
    [importNote.sha256]: files.map(({ bytes }) => sha256Hex(bytes)).join(', '),
    [importNote.bytes]: String(files.reduce((sum, { bytes }) => sum + bytes.length, 0)),
    ...(normalisation === null ? {} : { [importNote.normalisation]: normalisation }),
    ...(dataset === null ? {} : { [importNote.dataset]: dataset }),
    ...(pooling === null ? {} : { [importNote.pooling]: pooling }),
  };
  return writeCheckpoint({ notation, layers, note });
}
