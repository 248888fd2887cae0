/**
 * Tells the page's other tabs which stored runs have changed. Browsers without channels, or that
 * refuse them, leave a tab with what it read when it was opened.
 */

const channelName = 'spikewise-runs';

/** The id of a run that was stored or deleted, or null when the whole list is to be read again. */
type Change = string | null;

function open(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(channelName);
  } catch {
    return null;
  }
}

const channel = open();

export function tellTabs(change: Change): void {
  channel?.postMessage(change);
}

/** Calls `hear` with every change that another tab tells of. */
export function onTabs(hear: (change: Change) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string' || data === null) hear(data);
  });
}
