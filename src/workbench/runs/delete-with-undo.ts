import type { RunSummary } from '../../runs/records/run-store.ts';
import { offerUndo } from '../shared/undo-note.tsx';
import { deleteRun } from '../store/runs.ts';

/** Deletes a run at once, and shows a note that can bring it back for as long as it stands. */
export async function deleteWithUndo(run: RunSummary): Promise<void> {
  const restore = await deleteRun(run.id);
  if (restore) offerUndo(run.id, `Deleted “${run.name}”`, restore);
}
