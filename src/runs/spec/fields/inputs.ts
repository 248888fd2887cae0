/** Settings for how images become inputs: normalisation, and changes while the network learns. */
import type { ChoiceField, Field } from '../field-kinds.ts';
import { channelPairs, namedChannels } from '../normalisation.ts';

const normalisationOptions: ChoiceField['options'] = [
  { value: 'none', label: 'no' },
  { value: 'measured', label: 'as measured' },
  ...namedChannels.map(({ id, title }) => ({ value: id, label: `as ${title}` })),
];

export const inputFields = {
  normalisation: {
    kind: 'choice',
    link: 'norm',
    label: 'Normalise inputs',
    help: 'Subtracts a mean from each channel and divides it by a deviation: measured on the first training images of the set, or given. Without it, inputs are numbers from 0 to 1.',
    reference: 'docs/method.md',
    group: 'data',
    options: normalisationOptions,
    others: {
      pattern: channelPairs,
      words: 'mean:deviation of each channel, as 0.49:0.25,0.48:0.24,0.45:0.26',
    },
  },
  augmentation: {
    kind: 'choice',
    link: 'aug',
    label: 'Augment images',
    help: 'Changes the training images anew in each epoch: pads them by 4 pixels and cuts them at a random place (crop), mirrors every other one, or both. What frozen layers answer is then simulated each time in place of being kept.',
    reference: 'docs/method.md',
    group: 'data',
    options: [
      { value: 'none', label: 'no' },
      { value: 'crop', label: 'crop' },
      { value: 'flip', label: 'mirror' },
      { value: 'crop-flip', label: 'both' },
    ],
  },
} as const satisfies Record<string, Field>;
