/** Keeps runs that may be cut off, from within the conversion worker. */
import { engineRevision } from '../src/engine/revision.ts';
import type { KeepFile } from '../src/runs/execution/keeper.ts';
import { storageError } from '../src/runs/records/storage-error.ts';
import type { ResumeShelf } from '../src/runs/resume/resume-shelf.ts';

async function openShelf(): Promise<ResumeShelf> {
  try {
    const { openResumeShelf } = await import('../src/runs/resume/resume-shelf.ts');
    return await openResumeShelf();
  } catch (error) {
    throw storageError('keep the run', error);
  }
}

/** Returns whether the browser has a storage; some throw where others lack it. */
function hasStorage(): boolean {
  try {
    return Boolean(globalThis.indexedDB);
  } catch {
    return false;
  }
}

/**
 * Returns what keeps a run on the shelf, which is opened when there is something to keep. Where the
 * browser has no storage at all nothing is kept, and the page tells of it.
 */
export function keepOnShelf(): KeepFile | undefined {
  if (!hasStorage()) return undefined;
  let shelf: Promise<ResumeShelf> | null = null;
  return async ({ runId, stages, bytes }) => {
    shelf ??= openShelf();
    // A storage that does not answer now may do so at the end of the next stage.
    shelf.catch(() => {
      shelf = null;
    });
    await (await shelf).put({ id: runId, engine: engineRevision, stages }, bytes);
  };
}
