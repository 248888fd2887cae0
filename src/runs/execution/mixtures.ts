/**
 * Loads the mixtures of a run that separates talkers: a fixed set of each split, and the mixtures
 * of every epoch of pre-training.
 */
import { DataError } from '../../datasets/dataset.ts';
import { usualDecibels } from '../../datasets/mixing/mix.ts';
import {
  type MixtureOptions,
  type MixtureSplit,
  mixturesOf,
  type SpeechMixtures,
} from '../../datasets/speech/mixtures-of.ts';
import type { SpeechSource } from '../../datasets/speech/speech-source.ts';
import type { ExampleSet } from '../../engine/examples/example-set.ts';
import { noScaling } from '../../engine/examples/scaling.ts';
import { mixtureGroups } from '../../tasks/separation.ts';

/** Validation and test have the same mixtures for every seed, so that seeds are judged alike. */
export const judgedSeed = 1;

export interface MixtureChoice {
  /** Length of a mixture. */
  readonly samples: number;
  readonly trainCount: number;
  readonly validationCount: number;
  /** Seed of the mixtures that are learnt from, in conversion. */
  readonly trainSeed: number;
  /** Seed of those in pre-training, which are others in each epoch. */
  readonly seed: number;
}

/** Draws `count` training mixtures from number `first` on, for an epoch of pre-training, from 1. */
export type DrawMixtures = (pass: number, first: number, count: number) => ExampleSet;

export interface LoadedMixtures {
  readonly sha256: string;
  /** Mixtures as inputs `[count, 1, samples, 1]`, their voices as targets. */
  readonly train: ExampleSet;
  readonly validation: ExampleSet;
  readonly test: ExampleSet;
  readonly draw: DrawMixtures;
}

/** Loads the recordings and mixes them. Throws a {@link DataError}. */
export async function loadMixtures(
  source: SpeechSource,
  choice: MixtureChoice,
  onBytes?: (loaded: number, total: number) => void,
): Promise<LoadedMixtures> {
  const { samples, trainCount, validationCount, trainSeed, seed } = choice;
  const { speech, sha256 } = await source.loadSpeech(onBytes);
  const of = (split: MixtureSplit, count: number, options: Omit<MixtureOptions, 'samples' | 'decibels'>) =>
    examplesFrom(mixturesOf(speech, split, count, { samples, decibels: usualDecibels, ...options }));
  return {
    sha256,
    train: of('train', trainCount, { seed: trainSeed, pass: 0 }),
    validation: of('validation', validationCount, { seed: judgedSeed, pass: 0 }),
    test: of('test', source.available.test, { seed: judgedSeed, pass: 0 }),
    draw: (pass, first, count) => of('train', count, { seed, pass, first }),
  };
}

/** Returns mixtures as examples, whose inputs are signals. */
export function examplesFrom(mixed: SpeechMixtures): ExampleSet {
  const { count, samples, mixtures, voices } = mixed;
  return {
    count,
    inputShape: [1, samples, 1],
    inputs: mixtures,
    scaling: noScaling,
    targets: { kind: 'voices', mixtures, voices, samples, groups: groupsOf(mixed) },
  };
}

/** Returns the bits of the groups that each mixture is in. */
function groupsOf({ count, conditions, pairings }: SpeechMixtures): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) =>
    mixtureGroups.reduce(
      (bits, { id, bit }) => (conditions[i] === id || pairings[i] === id ? bits + bit : bits),
      0,
    ),
  );
}

/** Returns an error about data that are not what the task learns from. */
export function noSpeech(title: string, task: string): DataError {
  return new DataError(`${title} is not speech, which the task ${task} learns from.`);
}
