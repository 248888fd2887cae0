/** Settings for the start of a run: images, network, weights. */

import { datasets } from '../../../datasets/index.ts';
import { presetModel } from '../../../exchange/own-models.ts';
import { ownIdPattern } from '../../../exchange/own-shelf.ts';
import { plainNotation } from '../../../networks/notation.ts';
import { tasks } from '../../../tasks/index.ts';
import type { ChoiceField, Field } from '../field-kinds.ts';

const datasetOptions: ChoiceField['options'] = datasets.map(({ id, title }) => ({ value: id, label: title }));
const modelOptions: ChoiceField['options'] = [{ value: presetModel, label: 'The preset’s' }];
const taskOptions: ChoiceField['options'] = tasks.map(({ id, title }) => ({ value: id, label: title }));

export const startFields = {
  dataset: {
    kind: 'choice',
    link: 'data',
    label: 'Data set',
    help: 'The examples the network learns from and is judged on.',
    reference: '§5.1',
    group: 'data',
    options: datasetOptions,
    others: { pattern: ownIdPattern, words: 'own: and the hash of imported data' },
  },
  task: {
    kind: 'choice',
    link: 'task',
    label: 'Task',
    help: 'What the network learns and how it is judged: naming a class, giving the input back, or telling two talkers apart.',
    reference: '§5.1, §6.1, §6.2',
    group: 'data',
    options: taskOptions,
  },
  network: {
    kind: 'text',
    link: 'net',
    label: 'Network',
    help: 'Layers in the paper’s notation: c16s2 is a 3×3 convolution with 16 filters and stride 2, a number is a dense layer, and n0 behind either leaves its batch norm out; e64k20s10 first is an encoder of speech.',
    reference: '§5.1',
    group: 'network',
    minLength: 1,
    maxLength: 500,
    plain: plainNotation,
  },
  start: {
    kind: 'choice',
    link: 'start',
    label: 'Start from',
    help: 'The shipped pre-trained network, or random weights trained here first.',
    reference: '§3.1',
    group: 'network',
    options: [
      { value: 'checkpoint', label: 'Pre-trained' },
      { value: 'scratch', label: 'From scratch' },
    ],
  },
  model: {
    kind: 'choice',
    link: 'model',
    label: 'Pre-trained network',
    help: 'The network that a pre-trained start takes: the one that the preset ships, or an imported one.',
    reference: 'docs/models.md',
    group: 'network',
    options: modelOptions,
    others: { pattern: ownIdPattern, words: 'own: and the hash of an imported network' },
  },
} as const satisfies Record<string, Field>;
