/**
 * Asks the browser to keep what is stored for good, and how much room that takes. Both are optional
 * services: browsers lack them, or refuse them.
 */

let asked = false;

/**
 * Asks for persistent storage, once, when there is something to lose: browsers clear other storage
 * when a disk fills up. Some decide by themselves, others ask the person.
 */
export function askToPersist(): void {
  if (asked) return;
  asked = true;
  try {
    void navigator.storage?.persist?.().catch(() => {});
  } catch {
    // A browser that throws keeps as much as one that says no.
  }
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
    const [estimate, persisted] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()]);
    return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null, persisted: persisted ?? null };
  } catch {
    return { used: null, quota: null, persisted: null };
  }
}
