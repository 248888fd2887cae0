/**
 * The methods and data sets that a spec may name, each with what is known of it without loading it.
 */
import type { DatasetFacts } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/index.ts';
import { type Methods, methods } from './methods/registry.ts';

export interface Known {
  readonly methods: Methods;
  readonly datasets: readonly DatasetFacts[];
}

/** The methods and data sets of Spikewise itself. */
export const houseKnown: Known = { methods, datasets };
