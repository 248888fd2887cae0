/** Lists the sweeps that are kept in this browser, to be opened, or deleted and restored. */
import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { cellsOf } from '../../../runs/sweep/plan.ts';
import type { ShelvedSweep } from '../../../runs/sweep/shelf.ts';
import { dateWords } from '../../shared/date-words.ts';
import { offerUndo } from '../../shared/undo-note.tsx';
import { useSweeps } from '../store/state.ts';
import { deleteSweep, showSweep } from '../store/sweeps.ts';
import { sweepTitle } from '../words.ts';
import classes from './form.module.css';

async function deleteWithUndo(stored: ShelvedSweep): Promise<void> {
  const restore = await deleteSweep(stored.id);
  if (restore) offerUndo(stored.id, `Deleted the sweep ${sweepTitle(stored.sweep)}`, restore);
}

export function StoredSweeps() {
  const stored = useSweeps((state) => state.stored);
  const loaded = useSweeps((state) => state.loaded);
  const open = useSweeps((state) => state.open?.id);
  const own = useSweeps((state) => state.underWay?.id);
  const elsewhere = useSweeps((state) => state.elsewhere);
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
    </section>
  );
}
