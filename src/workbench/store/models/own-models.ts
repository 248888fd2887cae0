/** Holds the imported networks that are at hand: kept in this browser, or for this visit. */
import type { DataShelf } from '../../../runs/data/data-shelf.ts';
import { modelKind } from '../../../runs/data/shelf-kind.ts';
import { openChannel } from '../../shared/services/channel.ts';
import { takeLock } from '../../shared/services/locks.ts';
import { hold } from '../holding.ts';
import type { DamagedSet, OwnModelEntry } from '../state.ts';
import { useWorkbench } from '../store.ts';

export const channel = openChannel(modelKind.database);

let opened: Promise<DataShelf> | null = null;

/** Opens the shelf once a page. Rejects when the browser keeps nothing. */
export function shelf(): Promise<DataShelf> {
  opened ??= import('../../../runs/data/open-shelf.ts').then(({ openDataShelf }) => openDataShelf(modelKind));
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

/** The lock of whoever writes, so that no other tab takes an unfinished file for a left-over. */
export const writeLock = 'spikewise-models-write';

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Lists what is kept anew; networks of this visit stay. Never rejects. */
export async function readKept(): Promise<void> {
  const kept: OwnModelEntry[] = [];
  const damagedModels: DamagedSet[] = [];
  try {
    const found = await (await shelf()).list();
    // Few visitors have a network here.
    const { heldModel } = await import('../../../runs/data/kept-model.ts');
    for (const { hash, file, keptAt } of found)
      try {
        kept.push({ ...(await heldModel(hash, file)), keptAt });
      } catch (error) {
        damagedModels.push({ hash, bytes: file.size, reason: wordsOf(error) });
      }
  } catch (error) {
    useWorkbench.setState({ ownProblem: wordsOf(error) });
  }
  const visiting = useWorkbench
    .getState()
    .ownModels.filter(
      ({ facts, keptAt }) => keptAt === null && !kept.some((other) => other.facts.id === facts.id),
    );
  kept.sort((a, b) => b.keptAt! - a.keptAt!);
  hold({ ownModels: [...visiting, ...kept], damagedModels, modelsLoaded: true });
}

/** Lists the kept networks, and deletes what is left of writing that was cut off. Never rejects. */
export async function loadOwnModels(): Promise<void> {
  channel.hear(() => void readKept());
  await readKept();
  const release = await takeLock(writeLock);
  if (!release) return;
  await shelf()
    .then((kept) => kept.tidy())
    .catch(() => {});
  release();
}
