/** Keeps runs that may be cut off, from within the conversion worker. */
import { engineRevision } from '../src/engine/revision.ts';
import type { KeepFile } from '../src/runs/execution/keeper.ts';
import type { ResumeShelf } from '../src/runs/resume/resume-shelf.ts';

/** Returns the shelf, or null where the browser keeps nothing, of which the page tells. */
async function openShelf(): Promise<ResumeShelf | null> {
  try {
    const { openResumeShelf } = await import('../src/runs/resume/resume-shelf.ts');
    return await openResumeShelf();
  } catch {
    return null;
  }
}

/** Returns what keeps a run on the shelf, which is opened when there is something to keep. */
export function keepOnShelf(): KeepFile {
  let shelf: Promise<ResumeShelf | null> | null = null;
  return async ({ runId, stages, bytes }) => {
    shelf ??= openShelf();
    await (await shelf)?.put({ id: runId, engine: engineRevision, stages }, bytes);
  };
}
