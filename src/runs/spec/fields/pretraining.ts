/** Settings for training the analog network first. */
import type { Field } from '../field-kinds.ts';

export const pretrainingFields = {
  pretrainEpochs: {
    kind: 'integer',
    link: 'pre',
    label: 'Pre-training epochs',
    help: 'Most epochs of ANN training when starting from scratch; the best on validation is kept, and 0 leaves the weights random.',
    reference: '§3.1',
    group: 'network',
    min: 0,
    max: 200,
    unit: 'epochs',
  },
  pretrainLearningRate: {
    kind: 'number',
    link: 'prelr',
    label: 'Pre-training rate',
    help: 'Step size of Adam while training the ANN.',
    reference: '§5.1',
    group: 'network',
    min: 1e-7,
    max: 0.1,
    unit: '',
  },
  pretrainDecayEpoch: {
    kind: 'integer',
    link: 'predecay',
    label: 'Pre-training rate ÷ 10 at epoch',
    help: 'Pre-training epoch from which the rate is a tenth; 0 is never.',
    reference: '§5.1',
    group: 'network',
    min: 0,
    max: 200,
    unit: 'epochs',
  },
  pretrainPatience: {
    kind: 'integer',
    link: 'prepat',
    label: 'Pre-training patience',
    help: 'Epochs in a row without a lower validation loss after which pre-training ends early; 0 is never.',
    reference: 'docs/method.md',
    group: 'network',
    min: 0,
    max: 200,
    unit: 'epochs',
  },
} as const satisfies Record<string, Field>;
