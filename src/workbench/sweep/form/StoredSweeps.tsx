/** Lists the sweeps that are kept in this browser, to be opened, or deleted and restored. */
import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import { cellsOf } from '../../../runs/sweep/plan.ts';
import type { ShelvedSweep } from '../../../runs/sweep/shelf.ts';
import { UnreadableList } from '../../runs/storage/UnreadableList.tsx';
import { dateWords } from '../../shared/date-words.ts';
import { saveBlob } from '../../shared/save-file.ts';
import { offerUndo } from '../../shared/undo-note.tsx';
import { exportSweeps } from '../../store/kept/archive.ts';
import { counted } from '../../words/import-words.ts';
import { complain, useSweeps } from '../store/state.ts';
import { deleteCell, deleteSweep, deleteUnreadableSweep, showSweep } from '../store/sweeps.ts';
import { sweepTitle } from '../words.ts';
import classes from './form.module.css';

async function deleteWithUndo(stored: ShelvedSweep): Promise<void> {
  const restore = await deleteSweep(stored.id);
  if (restore) offerUndo(stored.id, `Deleted the sweep ${sweepTitle(stored.sweep)}`, restore);
}

const saveSweep = ({ key }: UnreadableRecord) =>
  void exportSweeps([key])
    .then((blob) => saveBlob(`spikewise-sweep-${new Date().toISOString().slice(0, 10)}.jsonl`, blob))
    .catch((error) => complain('The sweep could not be saved', error));

const deleteRecord = (record: UnreadableRecord) => void deleteUnreadableSweep(record.key);

export function StoredSweeps() {
  const stored = useSweeps((state) => state.stored);
  const loaded = useSweeps((state) => state.loaded);
  const open = useSweeps((state) => state.open?.id);
  const own = useSweeps((state) => state.underWay?.id);
  const elsewhere = useSweeps((state) => state.elsewhere);
  const unreadable = useSweeps((state) => state.unreadable);
  const cells = useSweeps((state) => state.unreadableCells);
  return (
    <section className={classes.stored} aria-label="Stored sweeps">
      <h2 className="eyebrow">Sweeps kept here</h2>
      {stored.length === 0 && (
        <p className={classes.help}>
          {loaded
            ? 'None yet. Every cell is kept as it ends, in this browser only.'
            : 'Reading the stored sweeps …'}
        </p>
      )}
      <ul>
        {stored.map((sweep) => {
          const title = sweepTitle(sweep.sweep);
          const busy = sweep.id === own || elsewhere.has(sweep.id);
          const where =
            sweep.id === own ? 'runs now' : elsewhere.has(sweep.id) ? 'runs in another tab' : sweep.file;
          return (
            <li key={sweep.id} data-open={sweep.id === open || undefined}>
              <button type="button" aria-pressed={sweep.id === open} onClick={() => void showSweep(sweep.id)}>
                <span>
                  {title} <b>{sweep.ended}</b> of {cellsOf(sweep.sweep).length}
                </span>
                <small>
                  {sweep.sweep.base.preset} · {dateWords(sweep.updatedAt)}
                  {where && ` · ${where}`}
                </small>
              </button>
              <ActionIcon
                variant="subtle"
                size={28}
                disabled={busy}
                aria-label={`Delete the sweep ${title}`}
                onClick={() => void deleteWithUndo(sweep)}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      {unreadable.length > 0 && (
        <>
          <p className={classes.help}>
            {counted(unreadable.length, 'stored sweep cannot be read', 'stored sweeps cannot be read')}:
          </p>
          <UnreadableList records={unreadable} onSave={saveSweep} onDelete={deleteRecord} />
        </>
      )}
      {cells.length > 0 && (
        <>
          <p className={classes.help}>
            {counted(cells.length, 'cell of this sweep cannot be read', 'cells of this sweep cannot be read')}
            , and counts as not run:
          </p>
          <UnreadableList records={cells} onDelete={(cell) => void deleteCell(open!, String(cell.key))} />
        </>
      )}
    </section>
  );
}
