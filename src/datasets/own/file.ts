/**
 * Writes and reads the file that an imported set is kept in: eight letters, the length of a header
 * in JSON, the header, and for each split its inputs and then its labels, little-endian.
 */

import { sizeOf } from '../../networks/shape.ts';
import { z } from '../../networks/zod.ts';
import { bytesFile, type NamedFile } from '../archives/named-file.ts';
import { joined } from '../bytes.ts';
import { splitNames } from '../counts.ts';
import { DataError, type Split } from '../dataset.ts';
import { usualOptions } from '../formats/format.ts';
import { mostClasses, mostInputBytes } from '../formats/labels.ts';
import { readOptionsSchema } from './data-file.ts';
import { bytesOf, hashOf } from './hash.ts';
import { mostTitle, type OwnFacts, type OwnSet } from './own-set.ts';

const letters = 'ptl-data';
const version = 1;
/** The splits begin at a multiple of this, so that floats can be read where they are. */
const alignment = 8;
const headerStart = letters.length + 4;
const mostHeader = 2 ** 20;

/** Bytes that are sure to hold the length of the header. */
const startBytes = headerStart;

const count = z.int().min(1).max(10_000_000);
const side = z.int().min(1).max(4096);
const text = (most: number) => z.string().min(1).max(most);

const headerSchema = z.strictObject({
  version: z.literal(version),
  title: text(mostTitle),
  inputShape: z.tuple([side, side, side]),
  classNames: z.array(text(512)).min(2).max(mostClasses),
  stored: z.enum(['bytes', 'floats']),
  available: z.strictObject({ train: count, validation: count, test: count }),
  source: z.strictObject({
    name: text(4096),
    bytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    format: text(40),
    // The first files lacked them.
    options: readOptionsSchema.default(usualOptions),
  }),
  skipped: z.strictObject({
    count: z.int().min(0).max(10_000_000),
    first: z.array(z.strictObject({ path: text(4096), reason: text(4096) })).max(100),
  }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

const remedy = 'Import the data again.';

/** Returns the parts of the file in their order: large ones are those of the set, not copies. */
export function ownSetParts(set: OwnSet): Uint8Array[] {
  const { title, inputShape, classNames, stored, available, source, skipped, hash } = set;
  const facts = { version, title, inputShape, classNames, stored, available, source, skipped, hash };
  const json = new TextEncoder().encode(JSON.stringify(facts));
  const start = Math.ceil((headerStart + json.length) / alignment) * alignment;
  const head = new Uint8Array(start).fill(32);
  head.set(new TextEncoder().encode(letters));
  new DataView(head.buffer).setUint32(letters.length, start - headerStart, true);
  head.set(json, headerStart);
  return [head, ...splitNames.flatMap((name) => [bytesOf(set[name].inputs), bytesOf(set[name].labels)])];
}

/** Returns the bytes of the file. */
export function writeOwnSet(set: OwnSet): Uint8Array {
  return joined(ownSetParts(set));
}

/** Returns the length of letters and header, from a file's first {@link startBytes}. */
function beginningOf(name: string, start: Uint8Array): number {
  if (new TextDecoder().decode(start.subarray(0, letters.length)) !== letters || start.length < headerStart)
    throw new DataError(`${name} is no imported data set: its first letters are others. ${remedy}`);
  const length = new DataView(start.buffer, start.byteOffset).getUint32(letters.length, true);
  if (length > mostHeader) throw new DataError(`${name} is damaged: its header is too long. ${remedy}`);
  return headerStart + length;
}

/** Reads the facts from the beginning of a file. */
function factsIn(name: string, bytes: Uint8Array): OwnFacts {
  const end = beginningOf(name, bytes);
  let json: unknown;
  try {
    if (end > bytes.length) throw new Error();
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(headerStart, end)));
  } catch {
    throw new DataError(`${name} is cut short or damaged: its header is no JSON. ${remedy}`);
  }
  const result = headerSchema.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new DataError(`${name} is not usable: ${issue?.path.join('.')}: ${issue?.message}. ${remedy}`);
  }
  const { version: _, ...facts } = result.data;
  if (new Set(facts.classNames).size !== facts.classNames.length)
    throw new DataError(`${name} is not usable: two classes have one name. ${remedy}`);
  return facts;
}

/** Reads the facts alone from a file. Throws a {@link DataError} naming the field. */
export async function readFactsOf({ name, size, read }: NamedFile): Promise<OwnFacts> {
  const end = beginningOf(name, await read(0, Math.min(size, startBytes)));
  return factsIn(name, await read(0, Math.min(size, end)));
}

/** Returns a part of a file, which begins where its numbers may lie in memory. */
async function alignedPart({ name, read }: NamedFile, start: number, end: number): Promise<ArrayBufferLike> {
  const part = await read(start, end);
  if (part.length !== end - start) throw new DataError(`${name} became shorter while it was read. ${remedy}`);
  return part.byteOffset === 0 && part.length === part.buffer.byteLength ? part.buffer : part.slice().buffer;
}

/**
 * Reads a whole file. Throws a {@link DataError} where its size, a label, a number or its hash is
 * wrong, so that a hash always means the same examples.
 */
export async function readOwnFile(file: NamedFile): Promise<OwnSet> {
  const { name, size } = file;
  const facts = await readFactsOf(file);
  const { inputShape, stored, available, classNames } = facts;
  const each = sizeOf(inputShape) * (stored === 'bytes' ? 1 : 4);
  const start = beginningOf(name, await file.read(0, startBytes));
  const total = splitNames.reduce((sum, split) => sum + available[split], 0);
  const expected = start + total * (each + 2);
  if (total * each > mostInputBytes || size !== expected)
    throw new DataError(
      `${name} is cut short or damaged: it should have ${expected} bytes, and has ${size}. ${remedy}`,
    );
  let at = start;
  const take = (length: number) => {
    at += length;
    return alignedPart(file, at - length, at);
  };
  const splitOf = async (split: keyof typeof available): Promise<Split> => {
    const buffer = await take(available[split] * each);
    const inputs = stored === 'bytes' ? new Uint8Array(buffer) : new Float32Array(buffer);
    if (stored === 'floats' && !inputs.every(Number.isFinite))
      throw new DataError(`${name} is damaged: an input of ${split} is no number. ${remedy}`);
    const labels = new Uint16Array(await take(available[split] * 2));
    if (labels.some((label) => label >= classNames.length))
      throw new DataError(`${name} is damaged: a label of ${split} names no class. ${remedy}`);
    return { count: available[split], inputs, labels };
  };
  const [train, validation] = [await splitOf('train'), await splitOf('validation')];
  const set = { ...facts, train, validation, test: await splitOf('test') };
  if ((await hashOf(set)) !== facts.hash)
    throw new DataError(`${name} is damaged: its examples are not those of its hash. ${remedy}`);
  return set;
}

/** Reads the bytes of a whole file, as {@link readOwnFile} does. */
export function readOwnSet(name: string, bytes: Uint8Array): Promise<OwnSet> {
  return readOwnFile(bytesFile(name, bytes));
}
