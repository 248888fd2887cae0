/**
 * The one place for services of the browser that may be missing, refuse, throw or never answer: all
 * of these count as absent, and the page does without. Which ones are absent is noted here, so that
 * the page can say it once.
 */
import { create } from 'zustand';
import { answered } from '../../../runs/records/answered.ts';

/** The services whose absence a person notices. */
export type Service = 'locks' | 'messages' | 'preferences';

export const useAbsent = create<ReadonlySet<Service>>()(() => new Set());

export function noteAbsent(service: Service): void {
  const absent = useAbsent.getState();
  if (!absent.has(service)) useAbsent.setState(new Set([...absent, service]), true);
}

/**
 * Returns the answer of a service, or `otherwise` when it is absent. `asking` may use whatever the
 * browser may lack.
 */
export async function ask<T>(service: Service, asking: () => T | PromiseLike<T>, otherwise: T): Promise<T> {
  try {
    return await answered(asking);
  } catch {
    noteAbsent(service);
    return otherwise;
  }
}

/** Returns what `asking` returns at once, or null when the service is absent. */
export function askNow<T>(service: Service, asking: () => T): T | null {
  try {
    return asking();
  } catch {
    noteAbsent(service);
    return null;
  }
}

/** What the page cannot do without each service, to follow "In this browser". */
const consequences: Record<Service, string> = {
  locks: 'tabs cannot tell what the others compute: use one tab at a time',
  messages: 'tabs do not hear of each other’s changes before they are reloaded',
  preferences: 'neither the theme nor the lessons’ progress is remembered',
};

/**
 * Says what is not kept or known here, in short and as a whole; null when nothing is amiss.
 * `storage` is the reason why runs are not kept, or null.
 */
export function absentWords(
  storage: string | null,
  absent: ReadonlySet<Service>,
): { readonly short: string; readonly whole: string } | null {
  const limits = [...absent].sort().map((service) => consequences[service]);
  const others = limits.length > 0 ? `In this browser ${limits.join('; ')}.` : null;
  if (storage) return { short: `Not kept: ${storage}`, whole: [storage, others].filter(Boolean).join(' ') };
  return others === null ? null : { short: others, whole: others };
}
