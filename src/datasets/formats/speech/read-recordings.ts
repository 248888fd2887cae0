/** Reads the recordings of a set one after the other; what cannot be used is skipped by name. */
import { writeCount } from '../../../tasks/writing.ts';
import { writeMebibytes } from '../../archives/limits.ts';
import { DataError } from '../../dataset.ts';
import type { Folder, OnShare } from '../folder.ts';
import type { Skipped } from '../format.ts';
import { mostInputBytes } from '../labels.ts';
import { type Handled, RecordingError, readRecording } from '../sound/recording.ts';

/** Largest share of recordings that may be skipped. */
const mostSkipped = 0.1;

/** Bytes of a sample once it is loaded. */
const sampleBytes = 4;

/** Calls `use` with each recording that can be used, in any order; returns the others. */
export async function readRecordings(
  folder: Folder,
  wanted: ReadonlySet<string>,
  handled: Handled,
  tell: OnShare,
  use: (path: string, samples: Float64Array) => void,
): Promise<Skipped[]> {
  const skipped: Skipped[] = [];
  let [done, samples] = [0, 0];
  await folder.read(wanted, (path, bytes) => {
    try {
      const read = readRecording(path, bytes, handled);
      samples += read.length;
      if (samples * sampleBytes > mostInputBytes)
        throw new DataError(
          `${folder.name} has more than ${writeMebibytes(mostInputBytes)} of sound at 8 kHz, about 14 hours. Give a smaller part of it.`,
        );
      use(path, read);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      skipped.push({ path, reason: error.message });
    }
    done++;
    tell(done / wanted.size);
  });
  return skipped;
}

/** Throws a {@link DataError} when too many of a set's files cannot be used. */
export function checkSkipped(name: string, skipped: readonly Skipped[], total: number): void {
  const [first] = skipped;
  if (first && skipped.length > mostSkipped * total)
    throw new DataError(
      `${name} is refused: ${writeCount(skipped.length)} of its ${writeCount(total)} recordings cannot be used. The first, ${first.path}, ${first.reason}. Mend or remove them.`,
    );
}

/** Orders what was skipped by path, so that the order in an archive says nothing. */
export function byPath(skipped: readonly Skipped[]): Skipped[] {
  return [...skipped].sort((a, b) => (a.path < b.path ? -1 : 1));
}
