/** Settings for the number of images to learn and judge on, and the seed. */
import type { Field } from '../field-kinds.ts';

/** A number larger than any data set here; the real number is checked against the data set. */
const mostExamples = 10_000_000;

export const dataFields = {
  trainCount: {
    kind: 'integer',
    link: 'train',
    label: 'Training images',
    help: 'How many of the data set’s training images are used.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: mostExamples,
    unit: 'images',
  },
  validationCount: {
    kind: 'integer',
    link: 'val',
    label: 'Validation images',
    help: 'How many of the data set’s held-out images steer the patience counter.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: mostExamples,
    unit: 'images',
  },
  testCount: {
    kind: 'integer',
    link: 'test',
    label: 'Test images at stage ends',
    help: 'How many test images are measured when a stage ends; all of them at the very end.',
    reference: '§5.1',
    group: 'data',
    min: 0,
    max: mostExamples,
    unit: 'images',
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
    help: 'Same seed, same backend: the same numbers to the last digit. From a pre-trained network another seed varies the order of the training images alone; from scratch the initial weights too.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: 2147483647,
    unit: '',
  },
} as const satisfies Record<string, Field>;
