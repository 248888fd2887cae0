/**
 * What a spec may name: methods and data sets, each with what is known of it without loading it.
 */
import type { DatasetFacts } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/index.ts';
import { type Methods, methods } from './methods/registry.ts';

export interface Known {
  readonly methods: Methods;
  readonly datasets: readonly DatasetFacts[];
}

/** The house's own. */
export const houseKnown: Known = { methods, datasets };
