/** Says what another seed varies in a run, which depends on its start and its method. */
import { recipeOf } from './methods/registry.ts';
import type { RunSpec } from './run-spec.ts';

/** Returns what varies, as “the initial weights and the order of the training examples”. */
export function seedVariesWords(spec: RunSpec): string {
  const scratch = spec.start === 'scratch';
  const recipe = recipeOf(spec.method);
  const tuned = recipe.stages !== 'none' && spec.maxStageEpochs > 0;
  const input = spec.inputCoding === 'auto' ? recipe.input : spec.inputCoding;
  const varied = [
    ...(scratch ? ['the initial weights'] : []),
    ...(tuned || (scratch && spec.pretrainEpochs > 0) ? ['the order of the training examples'] : []),
    ...(spec.seedVaries === 'images' ? ['which examples train and calibrate'] : []),
    ...(input === 'poisson' ? ['the spikes of the pixels'] : []),
  ];
  const [only, ...others] = varied;
  if (only === undefined) return 'nothing';
  if (others.length === 0) return `${only} alone`;
  return `${varied.slice(0, -1).join(', ')} and ${varied.at(-1)}`;
}

/** Returns the same for runs that may differ in it, each words once. */
export function seedsVaryWords(specs: readonly RunSpec[]): string {
  return [...new Set(specs.map(seedVariesWords))].join(', or ');
}
