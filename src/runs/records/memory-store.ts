/** Keeps runs in memory, for a page whose browser keeps nothing. */
import type { RunRecord } from './record.ts';
import { interruption, isLeftOver, newestFirst, type RunStore } from './run-store.ts';
import type { StorageError } from './storage-error.ts';

/** Creates the store. `problem` is the reason why runs do not outlive the page. */
export function memoryRunStore(problem: StorageError | null): RunStore {
  const runs = new Map<string, RunRecord>();
  return {
    problem,
    async put(record) {
      runs.set(record.id, record);
    },
    async list() {
      return [...runs.values()].map(({ network: _, ...summary }) => summary).sort(newestFirst);
    },
    async get(id) {
      return runs.get(id) ?? null;
    },
    async remove(id) {
      runs.delete(id);
    },
    async markInterrupted(ownerAlive) {
      const left = [...runs.values()].filter((run) => isLeftOver(run, ownerAlive));
      for (const run of left) runs.set(run.id, { ...run, ...interruption });
      return left.map((run) => run.id);
    },
    close() {},
  };
}
