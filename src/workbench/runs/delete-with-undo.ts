import type { RunSummary } from '../../runs/records/run-store.ts';
import { offerUndo } from '../shared/undo-note.tsx';
import { deleteRun } from '../store/runs.ts';

/** Deletes at once, and can take it back for as long as the note stands. */
export async function deleteWithUndo(run: RunSummary): Promise<void> {
  const restore = await deleteRun(run.id);
  if (restore) offerUndo(run.id, `Deleted “${run.name}”`, restore);
}
