/** Reads the entries of a tar archive, one after the other, as a stream. */
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { joined } from '../bytes.ts';
import { DataError } from '../dataset.ts';
import type { ArchiveEntry } from './entry.ts';
import { entryName, onceOnly, shownName } from './entry-name.ts';
import type { ArchiveLimits, Meter } from './limits.ts';
import { piecesIn, streamOf } from './streams.ts';

const blockBytes = 512;

/** Says whether these bytes begin a tar archive: the sum of its first header is right. */
export function isTar(start: Uint8Array): boolean {
  if (start.length < blockBytes) return false;
  const said = /^ *([0-7]+)/.exec(String.fromCharCode(...start.subarray(148, 156)));
  if (!said) return false;
  let sum = 8 * 32;
  for (let i = 0; i < blockBytes; i++) if (i < 148 || i >= 156) sum += start[i]!;
  return sum === Number.parseInt(said[1]!, 8);
}

function fileName(archive: string, { header }: ParsedTarEntry, limits: ArchiveLimits): string | null {
  switch (header.type ?? 'file') {
    case 'file':
      return entryName(archive, header.name, limits);
    case 'directory':
      entryName(archive, header.name, limits);
      return null;
    default:
      throw new DataError(
        `${archive} is refused: its entry ${shownName(header.name)} is a ${header.type}, not a file. Pack the files themselves (tar --dereference --hard-dereference).`,
      );
  }
}

/** Yields the files. An entry must be read before the next one is asked for. */
export async function* tarEntries(
  archive: string,
  pieces: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
  meter: Meter,
): AsyncGenerator<ArchiveEntry> {
  let broken: unknown = null;
  async function* watched() {
    try {
      yield* pieces;
    } catch (error) {
      broken = error;
      throw error;
    }
  }
  let last = 'its beginning';
  const inWords = (error: unknown) => {
    if (broken) return broken;
    return new DataError(
      `${archive} is damaged or cut short after ${last}: ${(error as Error).message} Download or pack it again.`,
    );
  };
  const checkName = onceOnly(archive);
  const found = piecesIn(streamOf(watched()).pipeThrough(createTarDecoder({ strict: true })));
  try {
    for (;;) {
      const next = await found.next().catch((error: unknown) => {
        throw inWords(error);
      });
      if (next.done) return;
      const { header, body } = next.value;
      const path = fileName(archive, next.value, limits);
      if (path === null) {
        await body.cancel();
        continue;
      }
      checkName(path);
      meter.entry(path, header.size);
      let wanted = false;
      yield {
        path,
        size: header.size,
        read: async () => {
          wanted = true;
          const parts: Uint8Array[] = [];
          try {
            for await (const part of piecesIn(body)) parts.push(part);
          } catch (error) {
            throw inWords(error);
          }
          return joined(parts);
        },
      };
      if (!wanted) await body.cancel();
      last = shownName(path);
    }
  } finally {
    await found.return(undefined);
  }
}
