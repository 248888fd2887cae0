/** Opens an archive by what its first bytes say, whatever its name. */

import { joined } from '../bytes.ts';
import type { ArchiveEntry } from './entry.ts';
import { gunzipped, isGzip } from './gzip.ts';
import { type ArchiveLimits, archiveLimits, meterOf } from './limits.ts';
import { type NamedFile, piecesOf } from './named-file.ts';
import { isTar, tarEntries } from './tar.ts';
import { isZip, zipEntries } from './zip.ts';

/** Bytes by which a format is told: the header of a tar archive. */
const startBytes = 512;

/**
 * Yields the files of a zip, tar or gzip file; another file is its own only entry. Throws a
 * `DataError` for an archive that is damaged, that passes a limit, or whose names lead elsewhere.
 */
export async function* archiveEntries(
  file: NamedFile,
  signal?: AbortSignal,
  limits: ArchiveLimits = archiveLimits,
): AsyncGenerator<ArchiveEntry> {
  const meter = meterOf(file.name, limits);
  const start = await file.read(0, Math.min(startBytes, file.size));
  if (isZip(start)) {
    yield* zipEntries(file, limits, meter, signal);
    return;
  }
  if (!isGzip(start)) {
    if (isTar(start)) yield* tarEntries(file.name, metered(piecesOf(file, signal)), limits, meter);
    else yield* alone(file, piecesOf(file, signal), file.name, file.size);
    return;
  }
  const unpacked = gunzipped(file.name, piecesOf(file, signal), meter);
  const { head, all } = await peeked(unpacked);
  if (isTar(head)) yield* tarEntries(file.name, all, limits, meter);
  else yield* alone(file, all, file.name.replace(/\.gz$/i, ''), null);

  async function* metered(pieces: AsyncIterable<Uint8Array>) {
    let packed = 0;
    for await (const piece of pieces) {
      packed += piece.length;
      meter.unpacked(piece.length, packed);
      yield piece;
    }
  }

  async function* alone(
    of: NamedFile,
    pieces: AsyncGenerator<Uint8Array>,
    path: string,
    size: number | null,
  ): AsyncGenerator<ArchiveEntry> {
    meter.entry(of.name, size ?? 0);
    try {
      yield {
        path,
        size,
        read: async () => {
          const parts: Uint8Array[] = [];
          let bytes = 0;
          for await (const piece of pieces) {
            bytes += piece.length;
            meter.held(path, bytes);
            parts.push(piece);
          }
          return joined(parts);
        },
      };
    } finally {
      await pieces.return(undefined);
    }
  }
}

/** Returns the first bytes of a stream, and the whole of it. */
async function peeked(pieces: AsyncGenerator<Uint8Array>) {
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < startBytes) {
    const { done, value } = await pieces.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = joined(first);
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  }
  return { head: head.subarray(0, startBytes), all: all() };
}
