/** Keeps runs in memory, for a page whose browser keeps nothing. */
import type { RunRecord } from './record.ts';
import { interruption, isLeftOver, newestFirst, type RunStore, type RunSummary } from './run-store.ts';
import type { StorageError } from './storage-error.ts';

const summaryOf = ({ network: _, ...summary }: RunRecord): RunSummary => summary;

/** Creates the store. `problem` is the reason why runs do not outlive the page. */
export function memoryRunStore(problem: StorageError | null): RunStore {
  const runs = new Map<IDBValidKey, RunRecord>();
  return {
    problem,
    newer: false,
    async put(record) {
      runs.set(record.id, record);
    },
    async add(record) {
      if (runs.has(record.id)) return false;
      runs.set(record.id, record);
      return true;
    },
    async list() {
      return { runs: [...runs.values()].map(summaryOf).sort(newestFirst), unreadable: [] };
    },
    async get(id) {
      return runs.get(id) ?? null;
    },
    async summary(id) {
      const run = runs.get(id);
      return run ? summaryOf(run) : null;
    },
    async keys() {
      return [...runs.keys()];
    },
    async raw(key) {
      const record = runs.get(key);
      return record ? { run: summaryOf(record), network: record.network } : null;
    },
    async remove(key) {
      runs.delete(key);
    },
    async markInterrupted(ownerAlive) {
      const left = [...runs.values()].filter((run) => isLeftOver(run, ownerAlive));
      for (const run of left) runs.set(run.id, { ...run, ...interruption });
      return left.map((run) => run.id);
    },
    close() {},
  };
}
