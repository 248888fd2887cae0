/** Tells which settings a method uses. */
import { pretrainingFields } from '../fields/pretraining.ts';
import type { FieldName } from '../settings.ts';
import type { Recipe } from './recipe.ts';

/** The settings of pre-training: all those of its part of the table. */
export const ofPretraining = Object.keys(pretrainingFields) as (keyof typeof pretrainingFields)[];

/**
 * The settings that every method uses; a recipe names those of its own. Those of pre-training are
 * used when the network does not come from a checkpoint, and the model when it does.
 */
export const usedByAll: readonly FieldName[] = [
  'dataset',
  'task',
  'network',
  'start',
  'model',
  'method',
  'timeSteps',
  'batchSize',
  'groups',
  ...ofPretraining,
  'trainCount',
  'validationCount',
  'normalisation',
  'augmentation',
  'seed',
  'seedVaries',
  'workers',
  'backend',
];

/** Returns whether a setting changes what a run of this method computes. */
export function isUsed(name: FieldName, { uses }: Pick<Recipe, 'uses'>): boolean {
  return usedByAll.includes(name) || uses.includes(name);
}
