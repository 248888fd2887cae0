/**
 * Settings for the number of examples to learn and judge on, and the seed. A task's name for its
 * examples takes the place of that word where its settings are shown (`namedFor`).
 */
import type { Field } from '../field-kinds.ts';

/** A number larger than any data set here; the real number is checked against the data set. */
const mostExamples = 10_000_000;

export const dataFields = {
  trainCount: {
    kind: 'integer',
    link: 'train',
    label: 'Training examples',
    help: 'How many of the data set’s training examples are used.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: mostExamples,
    unit: 'examples',
  },
  validationCount: {
    kind: 'integer',
    link: 'val',
    label: 'Validation examples',
    help: 'How many of the data set’s held-out examples steer the patience counter.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: mostExamples,
    unit: 'examples',
  },
  testCount: {
    kind: 'integer',
    link: 'test',
    label: 'Test examples at stage ends',
    help: 'How many test examples are measured when a stage ends; the whole test set is at the very end, whatever this says.',
    reference: '§5.1',
    group: 'data',
    min: 0,
    max: mostExamples,
    unit: 'examples',
  },
  testEachEpoch: {
    kind: 'switch',
    link: 'testeach',
    label: 'Test after every epoch',
    help: 'Draws the test curve too; it never chooses anything, and costs time.',
    reference: '§5.1',
    group: 'data',
  },
  seed: {
    kind: 'integer',
    link: 'seed',
    label: 'Seed',
    help: 'Same seed, same backend: the same numbers to the last digit. From a pre-trained network another seed varies the order of the training examples alone; from scratch the initial weights too.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: 2147483647,
    unit: '',
  },
} as const satisfies Record<string, Field>;
