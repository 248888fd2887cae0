/**
 * What a person imported and is at hand: data sets and networks. The page hands them to its workers
 * as files.
 */

import { datasetShelf } from '../../datasets/own/shelf.ts';
import { modelShelf } from '../../exchange/own-models.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import { type HeldModel, loadableModel } from './held-model.ts';
import { type HeldSet, sourceOf } from './held-set.ts';

export interface Held {
  readonly sets: readonly HeldSet[];
  readonly models: readonly HeldModel[];
}

export const nothingHeld: Held = { sets: [], models: [] };

/** Makes these, and no others, known to settings, links and runs of this thread. */
export function offerHeld({ sets, models }: Held): void {
  datasetShelf.offer(sets.map(sourceOf));
  modelShelf.offer(models.map(loadableModel));
}

/** Returns those that a spec names: all that a worker of the run needs. */
export function heldFor(
  { sets, models }: Held,
  { dataset, model }: { readonly dataset: string; readonly model: string },
): Held {
  return {
    sets: sets.filter(({ facts }) => ownId(facts.hash) === dataset),
    models: models.filter(({ facts }) => facts.id === model),
  };
}
