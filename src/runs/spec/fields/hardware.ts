/** Settings for the limits of a chip (docs/method.md, Hardware limits). */
import type { Field } from '../field-kinds.ts';

export const hardwareFields = {
  weightBits: {
    kind: 'choice',
    link: 'bits',
    label: 'Weight precision',
    help: 'What spiking layers and the output layer get of weights and biases; full-precision copies keep learning. Always brings a readout stage.',
    reference: '§4.3, Fig. 3',
    group: 'hardware',
    options: [
      { value: 'float', label: 'float' },
      { value: '8', label: '8 bits' },
      { value: '7', label: '7 bits' },
      { value: '6', label: '6 bits' },
      { value: '5', label: '5 bits' },
      { value: '4', label: '4 bits' },
      { value: '3', label: '3 bits' },
      { value: '2', label: '2 bits' },
      { value: 'levels', label: 'a list of levels' },
    ],
  },
  weightLevels: {
    kind: 'text',
    link: 'levels',
    label: 'Levels',
    help: 'For “a list of levels”: the conductances a device has, relative to the largest weight of a group, as -1,-0.5,-0.25,0,0.25,0.5,1.',
    reference: '§4.3',
    group: 'hardware',
    minLength: 0,
    maxLength: 2000,
  },
  weightScope: {
    kind: 'choice',
    link: 'wscope',
    label: 'Weights scaled per',
    help: 'Whether the largest weight that the levels refer to is of the whole layer or of each output channel.',
    reference: 'docs/method.md',
    group: 'hardware',
    options: [
      { value: 'tensor', label: 'layer' },
      { value: 'channel', label: 'channel' },
    ],
  },
  fanIn: {
    kind: 'limit',
    link: 'fanin',
    label: 'Fan-in limit',
    help: 'Most incoming connections of a neuron: the strongest stay, and the network is trained around those it loses. Always brings a readout stage.',
    reference: '§4.3',
    group: 'hardware',
    min: 1,
    max: 65536,
    unit: 'connections',
  },
} as const satisfies Record<string, Field>;
