/** Keeps sweeps in memory, for a page whose browser keeps nothing. */
import type { StorageError } from '../records/storage-error.ts';
import { type KeptCell, newestFirst, type StoredSweep, type SweepShelf } from './sweep-shelf.ts';

/** Creates the shelf. `problem` is the reason why sweeps do not outlive the page. */
export function memoryShelf(problem: StorageError | null): SweepShelf {
  const sweeps = new Map<string, StoredSweep>();
  const cells = new Map<string, Map<string, KeptCell>>();
  const of = (id: string) => {
    const found = cells.get(id) ?? new Map();
    cells.set(id, found);
    return found as Map<string, KeptCell>;
  };
  const results = async (id: string) => [...of(id).values()].map(({ result }) => result);
  return {
    problem,
    newer: false,
    list: async () => ({
      sweeps: [...sweeps.values()].sort(newestFirst).map((sweep) => ({ ...sweep, ended: of(sweep.id).size })),
      unreadable: [],
    }),
    async add(sweep, given) {
      if (!sweeps.has(sweep.id)) sweeps.set(sweep.id, sweep);
      const missing = given.filter(({ result }) => !of(sweep.id).has(result.key));
      for (const cell of missing) of(sweep.id).set(cell.result.key, cell);
      return missing.map(({ result }) => result.key);
    },
    async put(sweep, given = []) {
      sweeps.set(sweep.id, sweep);
      for (const result of given) of(sweep.id).set(result.key, { result, network: null });
    },
    results,
    cells: async (id) => ({ results: await results(id), unreadable: [] }),
    removeCell: async (id, key) => {
      of(id).delete(key);
    },
    raw: async (id) => {
      const sweep = sweeps.get(id as string);
      return sweep ? { sweep, cells: [...of(sweep.id).keys()] } : null;
    },
    rawCell: async (id, key) => of(id as string).get(key) ?? null,
    keys: async () => [...sweeps.keys()],
    network: async (id, key) => of(id).get(key)?.network ?? null,
    async remove(key) {
      const id = key as string;
      const sweep = sweeps.get(id);
      const kept = cells.get(id);
      sweeps.delete(id);
      cells.delete(id);
      return async () => {
        if (sweeps.has(id)) return false;
        if (sweep) sweeps.set(id, sweep);
        if (kept) cells.set(id, kept);
        return true;
      };
    },
    store: (id) => ({
      load: () => results(id),
      save: async (result, network) => {
        of(id).set(result.key, { result, network });
        const sweep = sweeps.get(id);
        if (sweep) sweeps.set(id, { ...sweep, updatedAt: new Date().toISOString() });
      },
    }),
    close() {},
  };
}
