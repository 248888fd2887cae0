/**
 * The setting of the method and the settings that only some methods use. The registry lists the
 * methods.
 */
import { mostLevels } from '../../../engine/spiking/dynamics.ts';
import type { ChoiceField, Field } from '../field-kinds.ts';

/** Returns the field of the method itself; `options` are the existing methods. */
export const methodField = (options: ChoiceField['options']): ChoiceField => ({
  kind: 'choice',
  link: 'method',
  label: 'Method',
  help: 'How the analog network becomes a spiking one. Other methods run beside the paper’s on the same network, data and simulator.',
  reference: 'docs/method.md',
  group: 'method',
  options,
});

export const methodFields = {
  inputCoding: {
    kind: 'choice',
    link: 'input',
    label: 'Input',
    help: 'How an image reaches the first layer. Rate conversion takes any; automatic is each method’s own, and what another cannot take it refuses.',
    reference: '§3.4, Rueckauer 2017',
    group: 'method',
    options: [
      { value: 'auto', label: 'automatic' },
      { value: 'firstStep', label: 'current at step 1' },
      { value: 'constant', label: 'constant current' },
      { value: 'poisson', label: 'Poisson spikes' },
    ],
  },
  reset: {
    kind: 'choice',
    link: 'reset',
    label: 'Reset',
    help: 'For rate conversion and surrogate gradients: whether a spike takes ϑ from the potential (soft) or sets it to 0 (hard).',
    reference: 'Eq. 4, Rueckauer 2017',
    group: 'method',
    options: [
      { value: 'soft', label: 'soft' },
      { value: 'hard', label: 'hard' },
    ],
  },
  leak: {
    kind: 'number',
    link: 'leak',
    label: 'Leak',
    help: 'For rate conversion and surrogate gradients: share of the potential that is left a step later. 1 is an IF neuron, less a leaky one (LIF).',
    reference: 'Wu 2018',
    group: 'method',
    min: 0,
    above: true,
    max: 1,
    unit: '',
  },
  decoding: {
    kind: 'choice',
    link: 'decoding',
    label: 'Answer from',
    help: 'For rate conversion: the free potential of an output layer that never spikes, or the spike counts of one that does. Methods that train learn from the potential.',
    reference: '§3.4, Diehl 2015',
    group: 'method',
    options: [
      { value: 'potential', label: 'free potential' },
      { value: 'counts', label: 'spike counts' },
    ],
  },
  spikes: {
    kind: 'choice',
    link: 'spikes',
    label: 'Spikes',
    help: 'For rate conversion: one spike in a step or none, a spike that may also be taken back (signed), or several at once (graded).',
    reference: 'docs/method.md',
    group: 'method',
    options: [
      { value: 'binary', label: 'one or none' },
      { value: 'signed', label: 'signed' },
      { value: 'graded', label: 'graded' },
    ],
  },
  settleSteps: {
    kind: 'integer',
    link: 'settle',
    label: 'Settling steps',
    help: 'For signed spikes: steps without input behind the window, in which neurons go on to correct their counts; at most as many as the window has.',
    reference: 'docs/method.md',
    group: 'method',
    min: 0,
    max: 1024,
    unit: 'steps',
  },
  spikeLevels: {
    kind: 'integer',
    link: 'grades',
    label: 'Spikes at once m',
    help: 'For graded spikes: the most spikes that a neuron sends in one step; ϑ is an m-th of what it is otherwise.',
    reference: 'docs/method.md',
    group: 'method',
    min: 2,
    max: mostLevels,
    unit: 'spikes',
  },
  correctBias: {
    kind: 'switch',
    link: 'cb',
    label: 'Correct biases',
    help: 'For calibration: whether each channel’s bias is moved by what its spikes miss on average of the original activation.',
    reference: 'Li 2021',
    group: 'method',
  },
  surrogateShape: {
    kind: 'choice',
    link: 'shape',
    label: 'Surrogate',
    help: 'For surrogate gradients: the slope that a spike, which has none, is given in training, over the distance of the potential from ϑ.',
    reference: 'Wu 2018',
    group: 'method',
    options: [
      { value: 'rectangle', label: 'rectangle' },
      { value: 'triangle', label: 'triangle' },
      { value: 'sigmoid', label: 'sigmoid' },
      { value: 'arctan', label: 'arctan' },
    ],
  },
  surrogateWidth: {
    kind: 'number',
    link: 'width',
    label: 'Surrogate width',
    help: 'For surrogate gradients: how far around ϑ that slope reaches. It is 1/width high; far below 1, gradients grow from step to step.',
    reference: 'Wu 2018',
    group: 'method',
    min: 0.01,
    max: 100,
    unit: 'ϑ',
  },
  quantisationSteps: {
    kind: 'integer',
    link: 'quant',
    label: 'Quantisation steps L',
    help: 'For clip–floor–shift: the steps of the staircase that stands in for ReLU while the analog network is trained; made for windows of about as many steps.',
    reference: 'Bu 2022',
    group: 'method',
    min: 1,
    max: 64,
    unit: 'steps',
  },
} as const satisfies Record<string, Field>;
