/** Makes archives for tests, as the usual tools make them. */
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { packTar, type TarHeader } from 'modern-tar';
import type { ArchiveEntry } from '../archives/entry.ts';

export type Files = Readonly<Record<string, Uint8Array>>;

export function tarOf(files: Files): Promise<Uint8Array> {
  return tarOfHeaders(
    Object.entries(files).map(([name, body]) => ({ header: { name, size: body.length }, body })),
  );
}

export function tarOfHeaders(
  entries: readonly { readonly header: TarHeader; readonly body?: Uint8Array }[],
): Promise<Uint8Array> {
  const mtime = new Date(0);
  return packTar(entries.map(({ header, body }) => ({ header: { mtime, ...header }, body })));
}

export async function tarGzOf(files: Files): Promise<Uint8Array> {
  return new Uint8Array(gzipSync(await tarOf(files)));
}

export function zipOf(files: Files, level: 0 | 6 = 6): Uint8Array {
  return zipSync({ ...files }, { level, mtime: new Date(2020, 0, 1) });
}

/** Reads all entries, by path. */
export async function filesIn(entries: AsyncIterable<ArchiveEntry>): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for await (const entry of entries) files[entry.path] = await entry.read();
  return files;
}

export const bytesOfText = (text: string) => new TextEncoder().encode(text);
