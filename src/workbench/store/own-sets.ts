/** Holds the imported data sets that are at hand: kept in this browser, or for this visit. */

import { findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import type { DataShelf } from '../../runs/data/data-shelf.ts';
import { heldSet } from '../../runs/data/held-set.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import { keepFile } from '../clients/import-client.ts';
import { openChannel } from '../shared/services/channel.ts';
import { takeLock } from '../shared/services/locks.ts';
import { hold } from './holding.ts';
import type { DamagedSet, OwnEntry } from './state.ts';
import { useWorkbench } from './store.ts';

const channel = openChannel('spikewise-data');

let opened: Promise<DataShelf> | null = null;

/** Opens the shelf once a page. Rejects when the browser keeps nothing. */
function shelf(): Promise<DataShelf> {
  opened ??= import('../../runs/data/open-shelf.ts').then(({ openDataShelf }) => openDataShelf());
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

/** The lock of whoever writes, so that no other tab takes an unfinished file for a left-over. */
const writeLock = 'spikewise-data-write';

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Lists what is kept anew; sets of this visit stay. Never rejects. */
async function readKept(): Promise<void> {
  try {
    const kept: OwnEntry[] = [];
    const damagedSets: DamagedSet[] = [];
    for (const { hash, file, keptAt } of await (await shelf()).list())
      try {
        kept.push({ ...(await heldSet(hash, file)), keptAt });
      } catch (error) {
        damagedSets.push({ hash, bytes: file.size, reason: wordsOf(error) });
      }
    const { ownSets } = useWorkbench.getState();
    const visiting = ownSets.filter(
      ({ facts, keptAt }) => keptAt === null && !kept.some((set) => set.facts.hash === facts.hash),
    );
    kept.sort((a, b) => b.keptAt! - a.keptAt!);
    hold({ ownSets: [...visiting, ...kept], damagedSets, ownLoaded: true, ownProblem: null });
  } catch (error) {
    hold({ ownSets: useWorkbench.getState().ownSets, ownLoaded: true, ownProblem: wordsOf(error) });
  }
}

/** Lists the kept sets, and deletes what is left of imports that were cut off. Never rejects. */
export async function loadOwnSets(): Promise<void> {
  channel.hear(() => void readKept());
  await readKept();
  const release = await takeLock(writeLock);
  if (!release) return;
  await shelf()
    .then((kept) => kept.tidy())
    .catch(() => {});
  release();
}

/** Takes a set for this visit; one that is kept stays so. */
export function holdForVisit({ facts, file }: Omit<OwnEntry, 'keptAt'>): void {
  const { ownSets } = useWorkbench.getState();
  if (ownSets.some((set) => set.facts.hash === facts.hash)) return;
  hold({ ownSets: [{ facts, file, keptAt: null }, ...ownSets] });
}

/** Keeps a set in this browser. Rejects in words, with nothing changed. */
export async function keepSet({ facts, file }: Omit<OwnEntry, 'keptAt'>): Promise<void> {
  const release = await takeLock(writeLock);
  if (!release) throw new Error('Another tab is keeping a data set. Try again when it is done.');
  try {
    await keepFile(facts.hash, file);
  } finally {
    release();
  }
  const { ownSets } = useWorkbench.getState();
  hold({ ownSets: ownSets.filter((set) => set.facts.hash !== facts.hash) });
  await readKept();
  channel.tell(facts.hash);
}

/** Deletes a set. Rejects in words. */
export async function deleteSet(hash: string): Promise<void> {
  const { ownSets } = useWorkbench.getState();
  const isKept = ownSets.find(({ facts }) => facts.hash === hash)?.keptAt !== null;
  if (isKept) await (await shelf()).remove(hash);
  hold({ ownSets: ownSets.filter(({ facts }) => facts.hash !== hash) });
  await readKept();
  channel.tell(hash);
}

/** Notes the file of a run's imported data, which links of its settings then name too. */
export function noteFileOf({ spec, report }: Pick<RunRecord, 'spec' | 'report'>): void {
  if (report?.data.file && !findDataset(spec.dataset)) datasetShelf.note(spec.dataset, report.data.file);
}
