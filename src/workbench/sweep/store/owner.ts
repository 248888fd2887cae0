/**
 * Tells which tab runs a sweep. The browser gives up a tab's locks when it closes, reloads or
 * crashes, whatever else happens.
 */
import { sweepsChannel } from '../../store/kept/shelf.ts';

const prefix = 'spikewise-sweep-';

/**
 * Takes the sweep's lock without waiting and holds it until the function returned is called;
 * returns null when another tab has it. Pages from plain http have no locks: there every tab gets
 * it, and the worst is that cells are computed twice.
 */
export async function ownSweep(id: string): Promise<(() => void) | null> {
  const { locks } = navigator;
  if (!locks) return () => {};
  return new Promise((decide) => {
    const held = locks.request(prefix + id, { ifAvailable: true }, (lock) => {
      if (!lock) {
        decide(null);
        return undefined;
      }
      return new Promise<void>((release) => decide(() => release()));
    });
    held.catch(() => decide(() => {}));
  });
}

/** Returns the ids of the sweeps that some tab runs now, this one included. */
export async function sweepsUnderWay(): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(sweepsChannel);

/** Tells the other tabs that a sweep has begun, resumed, ended or been deleted. */
export function tellOthers(id: string): void {
  channel?.postMessage(id);
}

/** Calls `hear` with the id of every sweep that another tab tells of. */
export function onOthers(hear: (id: string) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') hear(data);
  });
}
