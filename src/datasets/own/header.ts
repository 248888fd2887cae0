/**
 * The beginning of a file that an imported set is kept in: eight letters, the length of a header in
 * JSON, and the header.
 */
import type { z } from '../../networks/zod.ts';
import type { NamedFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';

const letters = 'ptl-data';
/** What follows begins at a multiple of this, so that floats can be read where they are. */
const alignment = 8;
const headerStart = letters.length + 4;
const mostHeader = 2 ** 20;

/** What a person can do about a file that cannot be used. */
export const remedy = 'Import the data again.';

/** Returns letters and header. */
export function writeHeader(facts: object): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(facts));
  const start = Math.ceil((headerStart + json.length) / alignment) * alignment;
  const head = new Uint8Array(start).fill(32);
  head.set(new TextEncoder().encode(letters));
  new DataView(head.buffer).setUint32(letters.length, start - headerStart, true);
  head.set(json, headerStart);
  return head;
}

/** Returns the length of letters and header, from a file's first bytes. */
function beginningOf(name: string, start: Uint8Array): number {
  if (new TextDecoder().decode(start.subarray(0, letters.length)) !== letters || start.length < headerStart)
    throw new DataError(`${name} is no imported data set: its first letters are others. ${remedy}`);
  const length = new DataView(start.buffer, start.byteOffset).getUint32(letters.length, true);
  if (length > mostHeader) throw new DataError(`${name} is damaged: its header is too long. ${remedy}`);
  return headerStart + length;
}

export interface Header {
  readonly json: unknown;
  /** The place of the first byte after it. */
  readonly end: number;
}

/** Reads the header alone. Throws a {@link DataError} where there is none. */
export async function readHeader({ name, size, read }: NamedFile): Promise<Header> {
  const end = beginningOf(name, await read(0, Math.min(size, headerStart)));
  const bytes = await read(0, Math.min(size, end));
  try {
    if (end > bytes.length) throw new Error();
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(headerStart, end));
    return { json: JSON.parse(text), end };
  } catch {
    throw new DataError(`${name} is cut short or damaged: its header is no JSON. ${remedy}`);
  }
}

/** Returns what a schema makes of a header. Throws a {@link DataError} that names the field. */
export function checkedHeader<T>(name: string, schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new DataError(`${name} is not usable: ${issue?.path.join('.')}: ${issue?.message}. ${remedy}`);
}

/** Returns a part of a file, which begins where its numbers may lie in memory. */
export async function alignedPart(
  { name, read }: NamedFile,
  start: number,
  end: number,
): Promise<ArrayBufferLike> {
  const part = await read(start, end);
  if (part.length !== end - start) throw new DataError(`${name} became shorter while it was read. ${remedy}`);
  return part.byteOffset === 0 && part.length === part.buffer.byteLength ? part.buffer : part.slice().buffer;
}

/** Throws a {@link DataError} unless a file is as long as its header says. */
export function checkSize({ name, size }: NamedFile, expected: number): void {
  if (size !== expected)
    throw new DataError(
      `${name} is cut short or damaged: it should have ${expected} bytes, and has ${size}. ${remedy}`,
    );
}
