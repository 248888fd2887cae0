/**
 * Tells which tab computes a run. The browser gives up a tab's locks when it closes, reloads or
 * crashes, whatever else happens.
 */

const prefix = 'spikewise-run-';

/** Holds the run's lock until the function returned is called. */
export function ownRun(id: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Pages from plain http have no locks; there a second tab takes every running run for one that
  // was cut off.
  navigator.locks?.request(prefix + id, () => held).catch(() => {});
  return release;
}

/** Returns the ids of the runs that some tab computes now. */
export async function aliveRuns(): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(
    held.flatMap((lock) => (lock.name?.startsWith(prefix) ? [lock.name.slice(prefix.length)] : [])),
  );
}

/**
 * Does something to a stored run while no tab computes it. Resolves to null, with nothing done,
 * when some tab does. Without locks it is done: nobody can say who computes what then.
 */
export async function unlessComputed<T>(id: string, action: () => Promise<T>): Promise<T | null> {
  const { locks } = navigator;
  if (!locks) return action();
  let asked = false;
  try {
    return await locks.request(prefix + id, { ifAvailable: true }, async (lock) => {
      asked = true;
      return lock ? action() : null;
    });
  } catch (error) {
    // The action's own failure is passed on; a browser that refuses locks has not asked.
    if (asked) throw error;
    return action();
  }
}
