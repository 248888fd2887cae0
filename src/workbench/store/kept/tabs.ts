/**
 * Tells the page's other tabs which stored runs have changed. Browsers without channels, or that
 * refuse them, leave a tab with what it read when it was opened.
 */
import { openChannel } from '../../shared/services/channel.ts';

/** The id of a run that was stored or deleted, or null when the whole list is to be read again. */
type Change = string | null;

const channel = openChannel('spikewise-runs');

/** The message for the whole list; no run has this id. */
const all = '';

export function tellTabs(change: Change): void {
  channel.tell(change ?? all);
}

/** Calls `hear` with every change that another tab tells of. */
export function onTabs(hear: (change: Change) => void): void {
  channel.hear((message) => hear(message === all ? null : message));
}
