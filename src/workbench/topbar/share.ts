/** Copies links into the clipboard. */
import { notifications } from '@mantine/notifications';
import { answered } from '../../runs/records/answered.ts';
import { shareAddress } from '../store/address.ts';
import { isApart } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';

/** The time that a clipboard may take, in milliseconds. */
const clipboardPatience = 2000;

/**
 * Copies the link to the settings. Returns null when it lies in the clipboard, else the address, to
 * be copied by hand.
 */
export async function copyLink(): Promise<string | null> {
  const address = shareAddress();
  const opens = isApart(useWorkbench.getState())
    ? 'It opens the settings in the form; the run on screen has others.'
    : 'It opens exactly these settings.';
  const message = `${opens} On another kind of machine the last digits may differ.`;
  return (await copied(address, message)) ? null : address;
}

/**
 * Copies the link with this hash, of a run as it was computed. Where the page may not write to the
 * clipboard, the address is shown to be copied by hand.
 */
export async function copyComputedLink(hash: string): Promise<void> {
  const address = new URL(location.href);
  address.hash = hash;
  const message = 'It names the backend, the workers and the engine that computed this run.';
  if (await copied(address.href, message)) return;
  notifications.show({
    id: 'link-copied',
    title: 'Link to this run as it was computed, to be copied by hand',
    message: address.href,
    autoClose: false,
  });
}

/** Copies a text and says so; where the page may not, the text has to be copied by hand. */
export async function copyText(text: string, title: string): Promise<void> {
  if (await copied(text, '', title)) return;
  notifications.show({
    id: 'link-copied',
    color: 'red',
    title: 'Not copied',
    message: 'The browser does not let the page copy. Select the text and copy it by hand.',
  });
}

async function copied(address: string, message: string, title = 'Link copied'): Promise<boolean> {
  try {
    await answered(() => navigator.clipboard.writeText(address), { patience: clipboardPatience });
  } catch {
    return false;
  }
  notifications.show({ id: 'link-copied', title, message });
  return true;
}
