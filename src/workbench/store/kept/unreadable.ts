/** Deletes stored records that cannot be read. */
import { unlessComputed } from '../owner.ts';
import { keepRefused, readAgain, runStore } from '../storage.ts';
import { tellTabs } from './tabs.ts';

/** Deletes a record; resolves to null, or to words when that cannot be done. */
export async function deleteUnreadable(key: IDBValidKey): Promise<string | null> {
  try {
    const store = await runStore();
    const deleted = await unlessComputed(String(key), async () => {
      await store.remove(key);
      return true;
    });
    if (!deleted) return 'A tab of a newer Spikewise computes this run now; stop it there first.';
    keepRefused();
    tellTabs(null);
    await readAgain();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
