/**
 * Which tab runs a sweep. The browser gives up a tab's locks when it closes, reloads or crashes,
 * whatever else happens.
 */

const prefix = 'spikewise-sweep-';
const channelName = 'spikewise-sweeps';

/**
 * Takes the sweep's lock without waiting and holds it until the function returned is called; null
 * where another tab has it. Pages from plain http have no locks: there nothing is told apart, and
 * the worst is that cells are computed twice.
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

/** Ids of the sweeps that some tab runs now, this one included. */
export async function sweepsUnderWay(): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);

/** Tells the other tabs that a sweep has begun, gone on, ended or been deleted. */
export function tellOthers(id: string): void {
  channel?.postMessage(id);
}

/** Hears of it from the other tabs. */
export function onOthers(hear: (id: string) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') hear(data);
  });
}
