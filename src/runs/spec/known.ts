/** The methods, data sets and imported networks that a spec may name. */

import type { DatasetFacts, DatasetSource } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { modelShelf, type OwnModel, type OwnModelFacts } from '../../exchange/own-models.ts';
import { type Methods, methods } from './methods/registry.ts';

/** What is known without loading anything: enough to check a spec. */
export interface KnownFacts {
  readonly methods: Methods;
  readonly datasets: readonly DatasetFacts[];
  readonly models: readonly OwnModelFacts[];
}

/** The same for a run, whose data sets and networks can be loaded. */
export interface Known extends KnownFacts {
  readonly datasets: readonly DatasetSource[];
  readonly models: readonly OwnModel[];
}

/** What Spikewise itself knows, and the imported sets and networks that are here now. */
export const houseKnown: Known = {
  methods,
  get datasets() {
    return [...datasets, ...datasetShelf.all()];
  },
  get models() {
    return modelShelf.all();
  },
};
