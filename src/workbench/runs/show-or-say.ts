import { notifications } from '@mantine/notifications';
import { showRun } from '../store/runs.ts';

/** Shows a run, and says so when it is gone. */
export async function showOrSay(id: string): Promise<void> {
  const gone = await showRun(id);
  if (gone) notifications.show({ id: `gone-${id}`, title: 'The run is gone', message: gone });
}
