/**
 * Asks the browser to keep what is stored for good, and how much room that takes. Both are optional
 * services: browsers lack them, refuse them, or never answer.
 */
import { answered } from '../../../runs/records/answered.ts';

let asked = false;

/**
 * Asks for persistent storage, once, when there is something to lose: browsers clear other storage
 * when a disk fills up. Some decide by themselves, others ask the person.
 */
export function askToPersist(): void {
  if (asked) return;
  asked = true;
  // A browser that throws keeps as much as one that says no.
  answered(() => navigator.storage?.persist?.()).catch(() => {});
}

export interface StorageUse {
  /** Bytes in use by this site, and bytes that it may use; null where the browser does not say. */
  readonly used: number | null;
  readonly quota: number | null;
  /** Whether the browser has promised not to clear it by itself; null where it does not say. */
  readonly persisted: boolean | null;
}

/** Returns how much room is used. Never rejects. */
export async function storageUse(): Promise<StorageUse> {
  try {
    const { storage } = navigator;
    const [estimate, persisted] = await answered(() =>
      Promise.all([storage?.estimate?.(), storage?.persisted?.()]),
    );
    return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null, persisted: persisted ?? null };
  } catch {
    return { used: null, quota: null, persisted: null };
  }
}
