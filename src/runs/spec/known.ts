/** The methods and data sets that a spec may name. */
import type { DatasetFacts, DatasetSource } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/index.ts';
import { ownDatasets } from '../../datasets/own/shelf.ts';
import { type Methods, methods } from './methods/registry.ts';

/** What is known without loading anything: enough to check a spec. */
export interface KnownFacts {
  readonly methods: Methods;
  readonly datasets: readonly DatasetFacts[];
}

/** The methods and data sets of a run, whose data sets can be loaded. */
export interface Known extends KnownFacts {
  readonly datasets: readonly DatasetSource[];
}

/** The methods and data sets of Spikewise itself, and the imported sets that are here now. */
export const houseKnown: Known = {
  methods,
  get datasets() {
    return [...datasets, ...ownDatasets()];
  },
};
