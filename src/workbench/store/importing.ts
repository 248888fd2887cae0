/** Imports what a person gave to the page: reads it, shows it, and keeps it or lets it go. */

import { startTransition } from 'react';
import { type ReadOptions, usualOptions } from '../../datasets/formats/format.ts';
import { findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import type { Given, ImportedSet } from '../../runs/data/import-data.ts';
import { withDataset } from '../../runs/spec/fit-data.ts';
import { readGiven } from '../clients/import-client.ts';
import { holdForVisit, keepSet } from './own-sets.ts';
import { presenceOf } from './presence.ts';
import type { Importing } from './state.ts';
import { useWorkbench } from './store.ts';
import { changeSettings } from './view/class-view.ts';

let given: Given | null = null;
let abort: AbortController | null = null;

/** Begins an import; one under way is given up for it. Returns the signal of its own end. */
export function takeTurn(): AbortSignal {
  abort?.abort();
  abort = new AbortController();
  return abort.signal;
}

export const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const show = (importing: Importing | null) => useWorkbench.setState({ importing });

/** Shows what nobody has just pressed for, in slices that keep the page responsive. */
export const showSoon = (importing: Importing) => startTransition(() => show(importing));

export function openData(): void {
  useWorkbench.setState({ dataOpen: true });
}

/** Closes the dialog. What is being read is given up; what was read and not used is let go. */
export function closeData(): void {
  discard();
  useWorkbench.setState({ dataOpen: false });
}

/** Returns the choices that the missing set of the settings was read with, else the usual ones. */
export function likelyOptions(): ReadOptions {
  const state = useWorkbench.getState();
  const { dataset } = state.spec;
  const wanted = presenceOf(state, dataset) === 'missing' ? datasetShelf.sourceOf(dataset) : null;
  return wanted?.options ?? usualOptions;
}

/** Reads what was given; an import under way is given up for it. */
export async function beginImport({
  options = likelyOptions(),
  ...files
}: Omit<Given, 'options'> & Partial<Pick<Given, 'options'>>): Promise<void> {
  const signal = takeTurn();
  given = { ...files, options };
  const { name } = given;
  useWorkbench.setState({ dataOpen: true, importing: { kind: 'reading', name, progress: null } });
  try {
    const set = await readGiven(
      given,
      (progress) => {
        showSoon({ kind: 'reading', name, progress });
      },
      signal,
    );
    if (!signal.aborted) showSoon({ kind: 'read', set, problem: null, keeping: false });
  } catch (error) {
    if (!signal.aborted) showSoon({ kind: 'refused', name, message: wordsOf(error), options });
  }
}

/** Reads the same files with other choices. */
export function importAgain(options: ReadOptions): void {
  if (given) void beginImport({ ...given, options });
}

/** Lets go of what was read or is being read. */
export function discard(): void {
  abort?.abort();
  abort = null;
  given = null;
  show(null);
}

/** Chooses a data set for the settings, which then ask for no more examples than it has. */
export function chooseDataset(id: string): void {
  const facts = findDataset(id);
  if (!facts) return;
  changeSettings(({ spec, unfinished }) => {
    const { trainCount, validationCount, testCount, batchSize, ...others } = unfinished;
    return { spec: withDataset(spec, facts), unfinished: others };
  });
}

/** Uses the set that was read until the page is closed. */
export function takeForVisit(): void {
  const { importing } = useWorkbench.getState();
  if (importing?.kind !== 'read') return;
  holdForVisit(importing.set);
  finish(importing.set);
}

/** Keeps the set that was read in this browser, and uses it. */
export async function keepImported(): Promise<void> {
  const { importing } = useWorkbench.getState();
  if (importing?.kind !== 'read' || importing.keeping) return;
  const { set } = importing;
  show({ ...importing, problem: null, keeping: true });
  const problem = await keepSet(set).then(() => null, wordsOf);
  const now = useWorkbench.getState().importing;
  // It may have been let go meanwhile; a set that was kept is in the list then.
  if (now?.kind !== 'read' || now.set !== set) return;
  if (problem) show({ ...now, problem, keeping: false });
  else finish(set);
}

function finish({ facts }: ImportedSet): void {
  startTransition(() => {
    chooseDataset(ownId(facts.hash));
    closeData();
  });
}
