import { notifications } from '@mantine/notifications';
import { toggleCompared } from '../store/compared.ts';

/** Adds a run to the comparison or removes it, and says so when there is no room for it. */
export function tryToCompare(id: string): void {
  const reason = toggleCompared(id);
  if (reason) notifications.show({ id: 'compare-full', title: 'No room for another run', message: reason });
}
