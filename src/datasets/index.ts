/** Lists all data sets. A new one is one file beside this one and one line here. */
import type { DatasetSource } from './dataset.ts';
import { mnist } from './mnist.ts';
import { ownDatasets } from './own/shelf.ts';
import { shapes } from './shapes.ts';

export const datasets: readonly DatasetSource[] = [mnist, shapes];

/** Finds one of these, or an imported set that is here. */
export function findDataset(id: string): DatasetSource | undefined {
  return [...datasets, ...ownDatasets()].find((source) => source.id === id);
}
