/** Divides a training set into groups and takes those of one member of a crew. */
import type { Layer } from '../../networks/layer.ts';
import { type ExampleSet, examplesFrom } from '../examples/example-set.ts';
import { type Examples, inputExamples } from '../examples/examples.ts';
import type { Crew } from '../work/crew.ts';
import { createShuffles, type Division, divide, groupCount, ownImages } from '../work/groups.ts';
import type { TrainingSet } from './training.ts';

export interface DivisionSettings {
  readonly batchSize: number;
  readonly groups: number;
}

/** Returns the division of a training set for a network of these layers. */
export function divisionFor(
  layers: readonly Pick<Layer, 'batchNorm' | 'synapse'>[],
  train: Pick<ExampleSet, 'count'>,
  settings: DivisionSettings,
): Division {
  return divide(train.count, settings.batchSize, groupCount(settings, layers));
}

/** Returns the images of a member's groups. */
export function ownTrainingImages(train: ExampleSet, division: Division, crew: Crew): ExampleSet {
  const { from, count } = ownImages(division, crew);
  return examplesFrom(train, from, count);
}

/**
 * Returns a member's training set, by default of the inputs as they are. `purpose` names the stream
 * of random numbers of the shuffles.
 */
export function ownTraining(
  layers: readonly Pick<Layer, 'batchNorm' | 'synapse'>[],
  train: ExampleSet,
  settings: DivisionSettings & { readonly seed: number },
  purpose: string,
  crew: Crew,
  examplesOf: (images: ExampleSet) => Examples = inputExamples,
): TrainingSet {
  const division = divisionFor(layers, train, settings);
  return {
    examples: examplesOf(ownTrainingImages(train, division, crew)),
    division,
    shuffles: createShuffles(division, settings.seed, purpose),
  };
}
