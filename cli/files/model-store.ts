/** Keeps imported networks in the folder of imported data, a checkpoint for each. */
import { open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { headerLength, headerLengthBytes, modelFacts } from '../../src/exchange/any-checkpoint.ts';
import { ExchangeError } from '../../src/exchange/error.ts';
import { sha256Hex } from '../../src/exchange/hash.ts';
import { type OwnModel, offerOwnModels } from '../../src/exchange/own-models.ts';
import { storeFolder } from './data-store.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './write-whole.ts';

const ending = '.ptl-model.safetensors';

/** The longest header that is read; one of a checkpoint has a few lines for each layer. */
const mostHeader = 2 ** 22;

/** Returns the network in a file, or null where the file holds none. */
async function keptModel(file: string): Promise<OwnModel | null> {
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
    if (length >= mostHeader) return null;
    return { ...modelFacts(hash, await read(headerLengthBytes, length)), read: () => readKept(file, hash) };
  } catch (error) {
    if (error instanceof ExchangeError) return null;
    throw error;
  } finally {
    await handle.close();
  }
}

async function readKept(file: string, hash: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new DataError(`${file} cannot be read (${error.code}). Import the network again.`);
  });
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (sha256Hex(plain) !== hash)
    throw new DataError(`${file} has changed since it was imported. Import the network again.`);
  return plain;
}

/** Makes the networks of the folder known to settings, links and runs of this thread. */
export async function offerKeptModels(folder = storeFolder()): Promise<void> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const files = names.filter((name) => name.endsWith(ending)).sort();
  const models = await Promise.all(files.map((name) => keptModel(path.join(folder, name))));
  offerOwnModels(models.filter((model) => model !== null));
}

/** Keeps the bytes of a checkpoint; returns its id. */
export async function keepModel(bytes: Uint8Array, folder = storeFolder()): Promise<string> {
  await makeFolder(folder);
  const hash = sha256Hex(bytes);
  await writeWhole(path.join(folder, hash + ending), bytes);
  return `own:${hash}`;
}
