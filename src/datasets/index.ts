/** Lists all data sets. A new one is one file beside this one and one line here. */

import type { DatasetSource } from './dataset.ts';
import { mnist } from './mnist.ts';
import { datasetShelf } from './own/shelf.ts';
import { shapes } from './shapes.ts';
import { voices } from './voices.ts';

export const datasets: readonly DatasetSource[] = [mnist, shapes, voices];

/** Number of characters that tell an imported set where nothing else is known of it. */
const idShown = 'own:'.length + 8;

/** Names a data set by its title; an imported one that is not here by its file or its id. */
export function datasetTitle(id: string): string {
  return (
    findDataset(id)?.title ??
    datasetShelf.sourceOf(id)?.name ??
    (id.length > idShown ? `${id.slice(0, idShown)}…` : id)
  );
}

/** Finds one of these, or an imported set that is here. */
export function findDataset(id: string): DatasetSource | undefined {
  return datasets.find((source) => source.id === id) ?? datasetShelf.find(id);
}
