import { notifications } from '@mantine/notifications';
import { toggleCompared } from '../store/compared.ts';

/** Takes a run into the comparison or out of it, and says so where there is no room for it. */
export function tryToCompare(id: string): void {
  const reason = toggleCompared(id);
  if (reason) notifications.show({ id: 'compare-full', title: 'No room for another run', message: reason });
}
