/** Takes imported networks, keeps them in this browser and deletes them. */
import { ownHash } from '../../../exchange/own-shelf.ts';
import { keepModelFile } from '../../clients/model-client.ts';
import { takeLock } from '../../shared/services/locks.ts';
import { hold } from '../holding.ts';
import type { OwnModelEntry } from '../state.ts';
import { useWorkbench } from '../store.ts';
import { channel, readKept, shelf, writeLock } from './own-models.ts';

/** Returns the hash of a network from its id. */
export const hashOfModel = ({ facts }: Pick<OwnModelEntry, 'facts'>): string => ownHash(facts.id);

/** Takes a network for this visit; one that is kept stays so. */
export function holdModelForVisit(model: Omit<OwnModelEntry, 'keptAt'>): void {
  const { ownModels } = useWorkbench.getState();
  if (ownModels.some(({ facts }) => facts.id === model.facts.id)) return;
  hold({ ownModels: [{ ...model, keptAt: null }, ...ownModels] });
}

/** Keeps a network in this browser. Rejects in words, with nothing changed. */
export async function keepOwnModel(model: Omit<OwnModelEntry, 'keptAt'>): Promise<void> {
  const release = await takeLock(writeLock);
  if (!release) throw new Error('Another tab is keeping a network. Try again when it is done.');
  try {
    await keepModelFile(hashOfModel(model), model.file);
  } finally {
    release();
  }
  // Known at once, and with its time as soon as it has been listed.
  holdModelForVisit(model);
  await readKept();
  channel.tell(model.facts.id);
}

/** Deletes a network. Rejects in words. */
export async function deleteOwnModel(hash: string): Promise<void> {
  const { ownModels } = useWorkbench.getState();
  const isKept = ownModels.find((model) => hashOfModel(model) === hash)?.keptAt !== null;
  if (isKept) await (await shelf()).remove(hash);
  hold({ ownModels: ownModels.filter((model) => hashOfModel(model) !== hash) });
  await readKept();
  channel.tell(hash);
}
