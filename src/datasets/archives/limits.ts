/** What an archive may hold: beyond these limits it is refused before it fills the memory. */
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';

export interface ArchiveLimits {
  /** Most bytes of all entries together, unpacked. */
  readonly unpackedBytes: number;
  /** Most bytes of one entry, which is held in memory whole. */
  readonly entryBytes: number;
  /** Most bytes that one packed byte may unpack to, once {@link ratioFrom} bytes are unpacked. */
  readonly ratio: number;
  /** Number of unpacked bytes from which the ratio counts: a small blank file packs well. */
  readonly ratioFrom: number;
  readonly entries: number;
  /** Most characters of the path of an entry. */
  readonly nameLength: number;
}

const mebibyte = 2 ** 20;

export const archiveLimits: ArchiveLimits = {
  unpackedBytes: 4096 * mebibyte,
  entryBytes: 512 * mebibyte,
  ratio: 200,
  ratioFrom: 16 * mebibyte,
  entries: 200_000,
  nameLength: 512,
};

export function writeMebibytes(bytes: number): string {
  return `${writeCount(Math.ceil(bytes / mebibyte))} MiB`;
}

/** Counts what comes out of one archive. Each check throws a {@link DataError}. */
export interface Meter {
  /** Counts unpacked bytes, of which `packed` bytes of the archive have been read so far. */
  unpacked(bytes: number, packed: number): void;
  /** Counts an entry with the size that the archive claims, before any of it is unpacked. */
  entry(path: string, claimed: number): void;
  /** Checks the bytes of one entry that are held so far, or that the archive claims. */
  held(path: string, bytes: number): void;
}

export function meterOf(archive: string, limits: ArchiveLimits): Meter {
  let bytesSoFar = 0;
  let entriesSoFar = 0;
  const held = (path: string, bytes: number) => {
    if (!(bytes <= limits.entryBytes))
      throw new DataError(
        `${path} in ${archive} has ${writeMebibytes(bytes)}, more than the ${writeMebibytes(limits.entryBytes)} that one file may have. Split it into smaller files.`,
      );
  };
  return {
    held,
    unpacked: (bytes, packed) => {
      bytesSoFar += bytes;
      if (bytesSoFar > limits.unpackedBytes)
        throw new DataError(
          `${archive} unpacks to more than ${writeMebibytes(limits.unpackedBytes)}. Give a smaller part of it.`,
        );
      if (bytesSoFar > limits.ratioFrom && bytesSoFar > limits.ratio * packed)
        throw new DataError(
          `${archive} unpacks to more than ${limits.ratio} times its size, as no set of images does. Pack the files anew, or give the folder itself.`,
        );
    },
    entry: (path, claimed) => {
      entriesSoFar++;
      if (entriesSoFar > limits.entries)
        throw new DataError(
          `${archive} has more than ${writeCount(limits.entries)} entries (at ${path}). Give a smaller part of it.`,
        );
      held(path, claimed);
    },
  };
}
