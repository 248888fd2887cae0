/**
 * Copies the link to the settings. Returns null when it lies in the clipboard, else the address, to
 * be copied by hand.
 */
import { notifications } from '@mantine/notifications';
import { shareAddress } from '../store/address.ts';

export async function copyLink(): Promise<string | null> {
  const address = shareAddress();
  try {
    await navigator.clipboard.writeText(address);
    notifications.show({
      id: 'link-copied',
      title: 'Link copied',
      message: 'It opens exactly these settings. On another kind of machine the last digits may differ.',
    });
    return null;
  } catch {
    return address;
  }
}
