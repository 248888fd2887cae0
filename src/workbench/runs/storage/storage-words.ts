/** Says in words what is stored. */
import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import { dateWords } from '../../shared/date-words.ts';
import type { StorageUse } from '../../store/kept/persistence.ts';
import { counted } from '../../words/import-words.ts';
import { bytesWords } from '../../words/progress-words.ts';

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
