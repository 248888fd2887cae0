/** Keeps imported networks in the folder of imported data, a checkpoint for each. */
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { headerLength, headerLengthBytes, modelFacts } from '../../src/exchange/any-checkpoint.ts';
import { hasModelHash, modelHash } from '../../src/exchange/model-hash.ts';
import { modelShelf, type OwnModel } from '../../src/exchange/own-models.ts';
import { ownId } from '../../src/exchange/own-shelf.ts';
import { storeFolder } from './data-store.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './write-whole.ts';

const ending = '.ptl-model.safetensors';

/** The longest header that is read; one of a checkpoint has a few lines for each layer. */
const mostHeader = 2 ** 22;

export interface KeptModel {
  readonly file: string;
  readonly bytes: number;
  /** The network, or the error that says why it cannot be used. */
  readonly model: OwnModel | DataError;
}

/** Returns the network in a file. Rejects in words. */
async function modelIn(file: string): Promise<OwnModel> {
  const hash = path.basename(file, ending);
  const handle = await open(file);
  try {
    const read = async (start: number, length: number) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, start);
      return bytes.subarray(0, bytesRead);
    };
    const start = await read(0, headerLengthBytes);
    const length = start.length === headerLengthBytes ? headerLength(start) : mostHeader;
    if (length >= mostHeader) throw new DataError('it is cut short or no network');
    return { ...modelFacts(hash, await read(headerLengthBytes, length)), read: () => readKept(file, hash) };
  } finally {
    await handle.close();
  }
}

/** Lists the networks that the folder holds, by name. A folder that is not there holds none. */
export async function keptModels(folder = storeFolder()): Promise<KeptModel[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const files = names.filter((name) => name.endsWith(ending)).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      const model = await modelIn(file).catch(
        (error: Error) =>
          new DataError(`${file} cannot be used: ${error.message}. Delete it, or import the network again.`),
      );
      return { file, bytes: (await stat(file)).size, model };
    }),
  );
}

async function readKept(file: string, hash: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new DataError(`${file} cannot be read (${error.code}). Import the network again.`);
  });
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!hasModelHash(plain, hash))
    throw new DataError(`${file} has changed since it was imported. Import the network again.`);
  return plain;
}

/** Makes the networks of the folder known to settings, links and runs of this thread. */
export async function offerKeptModels(folder = storeFolder()): Promise<void> {
  const kept = await keptModels(folder);
  modelShelf.offer(kept.flatMap(({ model }) => (model instanceof DataError ? [] : [model])));
}

/** Keeps a checkpoint under its hash, or under one that it had before; returns its id. */
export async function keepModel(
  bytes: Uint8Array,
  hash: string = modelHash(bytes),
  folder = storeFolder(),
): Promise<string> {
  await makeFolder(folder);
  await writeWhole(path.join(folder, hash + ending), bytes);
  return ownId(hash);
}

export async function removeKeptModel({ file }: KeptModel): Promise<void> {
  await rm(file);
}
