/** Tells which tab runs a sweep, and the other tabs of what happens to it. */
import { openChannel } from '../../shared/services/channel.ts';
import { heldLocks, takeLock } from '../../shared/services/locks.ts';
import { sweepsChannel } from '../../store/kept/shelf.ts';

const prefix = 'spikewise-sweep-';

/**
 * Takes the sweep's lock without waiting and holds it until the function returned is called;
 * returns null when another tab has it. Without locks every tab gets it, and the worst is that
 * cells are computed twice.
 */
export function ownSweep(id: string): Promise<(() => void) | null> {
  return takeLock(prefix + id);
}

/** Returns the ids of the sweeps that some tab runs now, this one included. */
export function sweepsUnderWay(): Promise<ReadonlySet<string>> {
  return heldLocks(prefix);
}

const channel = openChannel(sweepsChannel);

/** Tells the other tabs that a sweep has begun, resumed, ended or been deleted. */
export function tellOthers(id: string): void {
  channel.tell(id);
}

/** Calls `hear` with the id of every sweep that another tab tells of. */
export function onOthers(hear: (id: string) => void): void {
  channel.hear(hear);
}
