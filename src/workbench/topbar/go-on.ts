/** Goes on with a run that was cut off or stopped; says why if it cannot. */
import { notifications } from '@mantine/notifications';
import { resumeRun } from '../store/conversion.ts';

export async function goOn(id: string): Promise<void> {
  const problem = await resumeRun(id);
  if (!problem) return;
  notifications.show({ color: 'red', title: 'This run cannot go on', message: problem, autoClose: 8000 });
}
