/** Tells which tab computes a run. */
import { heldLocks, holdLock, takeLock } from '../shared/services/locks.ts';

const prefix = 'spikewise-run-';

/**
 * Holds the run's lock until the function returned is called. Without locks a second tab takes
 * every running run for one that was cut off.
 */
export function ownRun(id: string): () => void {
  return holdLock(prefix + id);
}

/** Returns the ids of the runs that some tab computes now. */
export function aliveRuns(): Promise<ReadonlySet<string>> {
  return heldLocks(prefix);
}

/**
 * Does something to a stored run while no tab computes it. Resolves to null, with nothing done,
 * when some tab does. Without locks it is done: nobody can say who computes what then.
 */
export async function unlessComputed<T>(id: string, action: () => Promise<T>): Promise<T | null> {
  const release = await takeLock(prefix + id);
  if (!release) return null;
  try {
    return await action();
  } finally {
    release();
  }
}
