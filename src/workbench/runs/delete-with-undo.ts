import { notifications } from '@mantine/notifications';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { offerUndo } from '../shared/undo-note.tsx';
import { deleteRun } from '../store/runs.ts';

/** Deletes a run at once, and shows a note that can bring it back for as long as it stands. */
export async function deleteWithUndo(run: RunSummary): Promise<void> {
  const deletion = await deleteRun(run.id);
  if ('refusal' in deletion) {
    notifications.show({ color: 'red', title: `“${run.name}” was not deleted`, message: deletion.refusal });
    return;
  }
  offerUndo(run.id, `Deleted “${run.name}”`, async () => {
    const problem = await deletion.restore();
    if (problem)
      notifications.show({ color: 'red', title: `“${run.name}” was not brought back`, message: problem });
  });
}
