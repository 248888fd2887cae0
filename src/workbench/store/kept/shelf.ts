/** The store of sweeps, opened once a page, when something asks for it. */
import type { SweepShelf } from '../../../runs/sweep/shelf.ts';
import { askNow } from '../../shared/services/service.ts';

let opened: Promise<SweepShelf> | null = null;

export function shelf(): Promise<SweepShelf> {
  opened ??= import('../../../runs/sweep/shelf.ts').then(({ openShelf }) => openShelf());
  // A part of the page that could not be loaded is asked for again the next time.
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

/** The channel on which tabs tell each other of sweeps. */
export const sweepsChannel = 'spikewise-sweeps';

/** Tells every list of sweeps, in this tab and in others, to be read anew. */
export function tellSweeps(id: string): void {
  // A channel of its own, since none hears what it said itself.
  askNow('messages', () => {
    const channel = new BroadcastChannel(sweepsChannel);
    channel.postMessage(id);
    channel.close();
  });
}
