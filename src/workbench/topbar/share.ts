/**
 * Copies the link to the settings. Returns null when it lies in the clipboard, else the address, to
 * be copied by hand.
 */
import { notifications } from '@mantine/notifications';
import { shareAddress } from '../store/address.ts';
import { isApart } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';

export async function copyLink(): Promise<string | null> {
  const address = shareAddress();
  const opens = isApart(useWorkbench.getState())
    ? 'It opens the settings in the form; the run on screen has others.'
    : 'It opens exactly these settings.';
  try {
    await navigator.clipboard.writeText(address);
    notifications.show({
      id: 'link-copied',
      title: 'Link copied',
      message: `${opens} On another kind of machine the last digits may differ.`,
    });
    return null;
  } catch {
    return address;
  }
}
