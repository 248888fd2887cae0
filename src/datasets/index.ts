/** Lists all data sets. A new one is one file beside this one and one line here. */
import type { DatasetSource } from './dataset.ts';
import { mnist } from './mnist.ts';

export const datasets: readonly DatasetSource[] = [mnist];

export function findDataset(id: string): DatasetSource | undefined {
  return datasets.find((source) => source.id === id);
}
