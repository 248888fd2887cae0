/** Offers what can be done when runs could not be stored: to make room, and to try again. */
import { Button } from '@mantine/core';
import type { RunSummary } from '../../../runs/records/run-store.ts';
import { dateWords } from '../../shared/date-words.ts';
import { keepRefused } from '../../store/storage.ts';
import { useWorkbench } from '../../store/store.ts';
import { deleteWithUndo } from '../delete-with-undo.ts';
import classes from './storage.module.css';

/** Most runs that are offered for deletion at once. */
const mostOffered = 6;

/** Returns the runs that were stored longest ago, without those under way or not stored. */
export function oldestRuns(runs: readonly RunSummary[], unkept: readonly string[]): readonly RunSummary[] {
  return runs
    .filter(({ status, name }) => status !== 'running' && !unkept.includes(name))
    .toReversed()
    .slice(0, mostOffered);
}

export function NoRoom() {
  const unkept = useWorkbench((state) => state.unkept);
  const problem = useWorkbench((state) => state.storageProblem);
  const runs = useWorkbench((state) => state.runs);
  if (unkept.length === 0) return null;
  return (
    <section className={classes.noRoom} role="alert">
      <p>
        <b>{problem}</b> What is not stored lasts until this page is closed: {unkept.join(', ')}. Delete runs
        to make room, it is then stored by itself; or export everything first.
      </p>
      <ul className={classes.records}>
        {oldestRuns(runs, unkept).map((run) => (
          <li key={run.id}>
            <p>
              <b>{run.name}</b>
              <span>
                {run.spec.preset}, {dateWords(run.createdAt)}
              </span>
            </p>
            <Button variant="default" size="compact-sm" onClick={() => void deleteWithUndo(run)}>
              Delete
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="default" size="compact-sm" onClick={keepRefused}>
        Try again
      </Button>
    </section>
  );
}
