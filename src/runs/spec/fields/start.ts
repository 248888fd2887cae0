/** What a run starts from: images, network, weights. */
import type { Field } from '../field-kinds.ts';

export const startFields = {
  dataset: {
    kind: 'choice',
    link: 'data',
    label: 'Data set',
    help: 'The images the network learns and is judged on.',
    reference: '§5.1',
    group: 'data',
    options: [{ value: 'mnist', label: 'MNIST' }],
  },
  network: {
    kind: 'text',
    link: 'net',
    label: 'Network',
    help: 'Layers in the paper’s notation: c16s2 is a 3×3 convolution with 16 filters and stride 2, a number is a dense layer.',
    reference: '§5.1',
    group: 'network',
    minLength: 1,
    maxLength: 200,
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
} as const satisfies Record<string, Field>;
