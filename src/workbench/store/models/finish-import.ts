/** Ends the import of a network: makes what was chosen, keeps it, and uses it. */
import { startTransition } from 'react';
import type { MadeModel } from '../../../runs/models/import-model.ts';
import { makeModel } from '../../clients/model-client.ts';
import { heldIn } from '../holding.ts';
import { closeData, show, takeTurn, wordsOf } from '../importing.ts';
import { wantedModel } from '../presence.ts';
import { useWorkbench } from '../store.ts';
import { chooseModel } from './choose-model.ts';
import { current, givenModel, type Read, untouched } from './importing-model.ts';
import { holdModelForVisit, keepOwnModel } from './keep-models.ts';

/** Makes the network of the choices, keeps it in this browser or for this visit, and uses it. */
export async function keepModel(until: 'kept' | 'visit' = 'kept'): Promise<void> {
  const read = current();
  const given = givenModel();
  if (!read || read.keeping || !given) return;
  const signal = takeTurn();
  show({ ...read, problem: null, keeping: true });
  try {
    const wanted = wantedModel(useWorkbench.getState());
    const made =
      read.other ??
      asWanted(wanted, await makeModel(given, choicesOf(read), heldIn(useWorkbench.getState()), signal));
    if (wanted !== null && made.facts.id !== wanted && !read.other) {
      show({ ...read, ...untouched, other: made });
      return;
    }
    if (until === 'kept') await keepOwnModel(made);
    else holdModelForVisit(made);
    if (!signal.aborted) finish(made);
  } catch (error) {
    if (!signal.aborted) show({ ...read, problem: wordsOf(error), keeping: false });
  }
}

/** Returns the network under the id that it had before, where the settings ask for that. */
function asWanted(wanted: string | null, made: MadeModel): MadeModel {
  return wanted === made.formerId ? { ...made, facts: { ...made.facts, id: wanted } } : made;
}

function choicesOf({ pooling, reading: { measured } }: Read) {
  return {
    pooling,
    normalisation: measured?.normalisation ?? null,
    dataset: measured?.dataset ?? null,
  };
}

function finish({ facts }: MadeModel): void {
  startTransition(() => {
    chooseModel(facts.id);
    closeData();
  });
}
