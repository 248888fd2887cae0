/**
 * Computes the hash by which an imported network is known: of its checkpoint without the name of
 * the file that it was made from, so that a file that was renamed gives the same network.
 */
import { z } from '../networks/zod.ts';
import { headerLength, headerLengthBytes, importNote } from './any-checkpoint.ts';
import { ExchangeError } from './error.ts';
import { sha256Hex, sha256Text } from './hash.ts';
import { metadataKey } from './metadata.ts';

const headerSchema = z.looseObject({ __metadata__: z.looseObject({ [metadataKey]: z.string() }) });
const recordSchema = z.looseObject({ note: z.record(z.string(), z.string()) });

/**
 * Returns the hash: SHA-256 of the header without that name, a line break, and the SHA-256 of the
 * weights. Throws {@link ExchangeError} where the bytes are no checkpoint.
 */
export function modelHash(checkpoint: Uint8Array): string {
  const weights = headerLengthBytes + headerLength(checkpoint);
  const header = namelessHeader(checkpoint.subarray(headerLengthBytes, weights));
  const text = `${header}\n${sha256Hex(checkpoint.subarray(weights))}`;
  return sha256Text(text);
}

function namelessHeader(bytes: Uint8Array): string {
  try {
    const header = headerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const record = recordSchema.parse(JSON.parse(header.__metadata__[metadataKey] as string));
    const { [importNote.title]: _, ...note } = record.note;
    const metadata = { ...header.__metadata__, [metadataKey]: JSON.stringify({ ...record, note }) };
    return JSON.stringify({ ...header, __metadata__: metadata });
  } catch {
    throw new ExchangeError('it is no checkpoint of an imported network');
  }
}

/**
 * Returns the hash that networks had before: of all bytes, the file's name among them. What was
 * kept under it stays so.
 */
export const formerModelHash = sha256Hex;

/** Returns whether a checkpoint has this hash, or had it before. */
export function hasModelHash(checkpoint: Uint8Array, hash: string): boolean {
  return isHashOf(checkpoint, hash) || formerModelHash(checkpoint) === hash;
}

function isHashOf(checkpoint: Uint8Array, hash: string): boolean {
  try {
    return modelHash(checkpoint) === hash;
  } catch (error) {
    if (error instanceof ExchangeError) return false;
    throw error;
  }
}
