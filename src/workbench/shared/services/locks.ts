/**
 * Locks between tabs. The browser gives up a tab's locks when it closes, reloads or crashes,
 * whatever else happens.
 */
import { answered } from '../../../runs/records/answered.ts';
import { ask, noteAbsent } from './service.ts';

/** Returns the browser's locks; throws where there are none, as on pages from plain http. */
function browserLocks(): LockManager {
  if (!navigator.locks) throw new Error('there are no locks');
  return navigator.locks;
}

/** Returns the ends of the names of all locks that are held and begin with `prefix`. */
export async function heldLocks(prefix: string): Promise<ReadonlySet<string>> {
  const { held = [] } = await ask<LockManagerSnapshot>('locks', () => browserLocks().query(), {});
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

/** Returns a promise, and the function that fulfils it. */
function untilReleased(): { readonly held: Promise<void>; readonly release: () => void } {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { held, release };
}

/** Holds a lock, as soon as it is free, until the function returned is called. */
export function holdLock(name: string): () => void {
  const { held, release } = untilReleased();
  // Not waited for: a lock that another tab has is granted when that tab is done with it.
  new Promise((decide) => decide(browserLocks().request(name, () => held))).catch(() => noteAbsent('locks'));
  return release;
}

/**
 * Takes a lock if it is free and holds it until the function returned is called; returns null when
 * another tab has it. Where there are no locks every tab gets it.
 */
export async function takeLock(name: string): Promise<(() => void) | null> {
  const { held, release } = untilReleased();
  const request = (decide: (free: boolean) => void): Promise<unknown> =>
    browserLocks().request(name, { ifAvailable: true }, (lock) => {
      decide(lock !== null);
      return lock ? held : undefined;
    });
  try {
    const free = await answered(
      () => new Promise<boolean>((decide, refuse) => void request(decide).catch(refuse)),
    );
    return free ? release : null;
  } catch {
    noteAbsent('locks');
    // A lock that is granted after all is given up at once.
    release();
    return () => {};
  }
}
