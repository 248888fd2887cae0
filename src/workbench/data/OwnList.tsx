/** Lists the imported sets that are at hand, each to be used or deleted. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { ownId } from '../../exchange/own-shelf.ts';
import { dateWords } from '../shared/date-words.ts';
import { chooseDataset, closeData } from '../store/importing.ts';
import { deleteSet } from '../store/own-sets.ts';
import type { OwnEntry } from '../store/state.ts';
import { useWorkbench } from '../store/store.ts';
import { bytesWords } from '../words/progress-words.ts';
import { DamagedItem, DeleteButton } from './DeleteItem.tsx';
import classes from './data.module.css';
import { ownWords } from './data-words.ts';

export function OwnList() {
  const sets = useWorkbench((state) => state.ownSets);
  const damaged = useWorkbench((state) => state.damagedSets);
  const loaded = useWorkbench((state) => state.ownLoaded);
  const problem = useWorkbench((state) => state.ownProblem);
  const [failure, setFailure] = useState<string | null>(null);
  const remove = (hash: string) =>
    deleteSet(hash).then(
      () => setFailure(null),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  return (
    <section aria-label="Data sets at hand">
      {problem && <p role="note">{problem} Data can still be used for this visit.</p>}
      {!loaded && <p role="status">Looking for kept data …</p>}
      {loaded && sets.length === 0 && damaged.length === 0 && <p>No data of your own are here yet.</p>}
      {sets.length > 0 && (
        <ul className={classes.list}>
          {sets.map((set) => (
            <OwnItem key={set.facts.hash} set={set} onDelete={() => void remove(set.facts.hash)} />
          ))}
        </ul>
      )}
      {damaged.length > 0 && (
        <ul className={classes.list} aria-label="Kept data that cannot be used">
          {damaged.map((set) => (
            <DamagedItem key={set.hash} set={set} onDelete={() => void remove(set.hash)} />
          ))}
        </ul>
      )}
      {failure && (
        <p className={classes.problem} role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}

function OwnItem({ set, onDelete }: { readonly set: OwnEntry; readonly onDelete: () => void }) {
  const { facts, file, keptAt } = set;
  const chosen = useWorkbench(({ spec }) => spec.dataset === ownId(facts.hash));
  const use = () => {
    chooseDataset(ownId(facts.hash));
    closeData();
  };
  return (
    <li>
      <p>
        <b className={classes.name}>{facts.title}</b>
        <span>
          {ownWords(facts)} · {bytesWords(file.size)} ·{' '}
          {keptAt === null ? 'for this visit only' : `kept ${dateWords(new Date(keptAt).toISOString())}`}
        </span>
      </p>
      <Button variant="default" size="compact-sm" disabled={chosen} onClick={use}>
        {chosen ? 'In use' : 'Use'}
      </Button>
      <DeleteButton name={facts.title} onDelete={onDelete} />
    </li>
  );
}
