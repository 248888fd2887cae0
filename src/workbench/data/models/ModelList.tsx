/** Lists the imported networks that are at hand, each to be used or deleted. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { dateWords } from '../../shared/date-words.ts';
import { closeData } from '../../store/importing.ts';
import { chooseModel } from '../../store/models/choose-model.ts';
import { deleteOwnModel, hashOfModel } from '../../store/models/keep-models.ts';
import type { OwnModelEntry } from '../../store/state.ts';
import { useWorkbench } from '../../store/store.ts';
import { bytesWords } from '../../words/progress-words.ts';
import { DamagedItem, DeleteButton } from '../DeleteItem.tsx';
import classes from '../data.module.css';

/** Nothing where there is no network: the panel below says how one comes here. */
export function ModelList() {
  const models = useWorkbench((state) => state.ownModels);
  const damaged = useWorkbench((state) => state.damagedModels);
  const [failure, setFailure] = useState<string | null>(null);
  const remove = (hash: string) =>
    deleteOwnModel(hash).then(
      () => setFailure(null),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  if (models.length + damaged.length === 0 && !failure) return null;
  return (
    <section aria-label="Networks at hand">
      <h3 className="eyebrow">Your networks</h3>
      <ul className={classes.list}>
        {models.map((model) => (
          <ModelItem key={model.facts.id} model={model} onDelete={() => void remove(hashOfModel(model))} />
        ))}
        {damaged.map((model) => (
          <DamagedItem key={model.hash} set={model} onDelete={() => void remove(model.hash)} />
        ))}
      </ul>
      {failure && (
        <p className={classes.problem} role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}

function ModelItem({ model, onDelete }: { readonly model: OwnModelEntry; readonly onDelete: () => void }) {
  const { facts, file, keptAt } = model;
  const chosen = useWorkbench(({ spec }) => spec.start === 'checkpoint' && spec.model === facts.id);
  const use = () => {
    chooseModel(facts.id);
    closeData();
  };
  return (
    <li>
      <p>
        <b className={classes.name}>{facts.title}</b>
        <span>
          {facts.notation} · {bytesWords(file.size)} ·{' '}
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
