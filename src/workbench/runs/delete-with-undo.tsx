import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { RunSummary } from '../../runs/run-store.ts';
import { deleteRun } from '../store/runs.ts';

/** Deletes at once, and can take it back for as long as the note stands. */
export async function deleteWithUndo(run: RunSummary): Promise<void> {
  const restore = await deleteRun(run.id);
  if (!restore) return;
  const id = `deleted-${run.id}`;
  notifications.show({
    id,
    title: `Deleted “${run.name}”`,
    message: (
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          notifications.hide(id);
          void restore();
        }}
      >
        Undo
      </Button>
    ),
    autoClose: 10_000,
  });
}
