/** Says in words what is stored, and what came of an import. */
import type { Imported } from '../../../runs/archive/read.ts';
import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import { dateWords } from '../../shared/date-words.ts';
import type { StorageUse } from '../../store/kept/persistence.ts';
import { bytesWords } from '../../words/progress-words.ts';

/** Counts things: `1 run`, `3 runs`, `1 stored run cannot be read`. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`;
}

export function unreadableWords(count: number): string {
  return counted(count, 'stored run cannot be read', 'stored runs cannot be read');
}

/** Names a record that cannot be read, as far as it has a name and a time. */
export function recordName({ name, createdAt, key }: UnreadableRecord): string {
  const time = createdAt === null || Number.isNaN(Date.parse(createdAt)) ? '' : `, ${dateWords(createdAt)}`;
  return `${name ?? `the record ${String(key)}`}${time}`;
}

/** Says how much room is used, and whether the browser may clear it by itself. */
export function roomWords({ used, quota, persisted }: StorageUse): string {
  const of = quota === null ? '' : ` of ${bytesWords(quota)}`;
  const use =
    used === null ? 'The browser does not say how much room is used.' : `${bytesWords(used)}${of} used.`;
  if (persisted === null) return use;
  return persisted
    ? `${use} The browser keeps it until you delete it.`
    : `${use} The browser may clear it when the disk is full; export what matters.`;
}

const several = (names: readonly string[]) => names.slice(0, 5).join('; ') + (names.length > 5 ? ' …' : '');

/** Says what an import has brought, sentence by sentence. */
export function importWords({ runs, sweeps, cells, same, conflicts, refused }: Imported): string {
  const added = [
    runs > 0 || sweeps + cells === 0 ? counted(runs, 'run', 'runs') : null,
    sweeps > 0 ? counted(sweeps, 'sweep', 'sweeps') : null,
    cells > 0 ? counted(cells, 'cell', 'cells') : null,
  ].filter((words) => words !== null);
  const sentences = [
    `${added.join(', ')} added.`,
    same > 0 ? `${same} ${same === 1 ? 'was' : 'were'} there already.` : null,
    conflicts.length > 0
      ? `${conflicts.length} ${conflicts.length === 1 ? 'is' : 'are'} stored otherwise and stay${conflicts.length === 1 ? 's' : ''} as stored: ${several(conflicts)}.`
      : null,
    refused.length > 0
      ? `${refused.length} cannot be read and ${refused.length === 1 ? 'was' : 'were'} left out: ${several(refused)}.`
      : null,
  ];
  return sentences.filter((words) => words !== null).join(' ');
}
