/** Reads what a kept network is from the header of its checkpoint. */
import { DataError } from '../../datasets/dataset.ts';
import { headerLength, headerLengthBytes, modelFacts } from '../../exchange/any-checkpoint.ts';
import type { HeldModel } from './held-model.ts';

/** The longest header that is read; one of a checkpoint has a few lines for each layer. */
const mostHeader = 2 ** 22;

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

/** Reads the facts of a kept file. Rejects in words where it holds no network. */
export async function heldModel(hash: string, file: Blob): Promise<HeldModel> {
  const start = await bytesOf(file.slice(0, headerLengthBytes));
  const length = start.length === headerLengthBytes ? headerLength(start) : mostHeader;
  if (length >= mostHeader)
    throw new DataError(`The kept network ${hash.slice(0, 8)} cannot be read. Import it again.`);
  const header = await bytesOf(file.slice(headerLengthBytes, headerLengthBytes + length));
  return { facts: modelFacts(hash, header), file };
}
