/** One loud neuron: what the percentile sets, and what a bad one costs. */
import type { Lesson, SetUp } from '../lesson.ts';

const setUp: SetUp = {
  preset: 'first-look-paper@1',
  free: ['percentile', 'timeSteps'],
  shows: 'settings',
};

const histogram = { stage: 'activations', layer: 'conv1' } as const;

/** The lesson begins with exactly these; later steps leave what was moved. */
const begin: SetUp = { ...setUp, free: [] };

export const percentile: Lesson = {
  id: 'percentile',
  title: 'One loud neuron: the percentile',
  summary: 'Who sets the threshold, and why one loud neuron must not.',
  steps: [
    {
      id: 'bound',
      title: 'Where the steps end',
      text: [
        'The tab “Activations” shows how large the activations of the first layer are, measured on some training images: few are large, most are small.',
        'The orange lines are the steps of [ϑ](threshold). The last one is the [upper bound](upperBound): Ns spikes stand for it. So **the bound sets ϑ**: ϑ = bound / Ns.',
      ],
      anchor: 'stage',
      setUp: begin,
      opens: histogram,
      done: { is: 'read' },
      see: ['In {layer} the bound is {bound}, and one step is ϑ = {theta}.'],
      why: {
        text: 'The threshold is set for each layer by its own activations.',
        paper: '§3.3',
        equation: 'threshold',
      },
    },
    {
      id: 'maximum',
      title: 'The loudest decides?',
      text: [
        'It seems fair to put the bound at the largest activation: then nothing is clipped. Here the largest one is {maximum}, but 99 of 100 activations are below {p99}. The bound now stands where 999 of 1000 are below it: at p99.9.',
      ],
      anchor: 'untuned',
      setUp,
      opens: histogram,
      predict: {
        kind: 'choice',
        ask: 'The bound moves from p99.9 up to the maximum. What happens to the score of the network?',
        options: [
          { id: 'better', words: 'It gets better: nothing is clipped.', from: 40 },
          { id: 'worse', words: 'It gets worse, though nothing is clipped.', below: 40 },
        ],
        answer: null,
        figure: 'untuned',
      },
      tries: { field: 'percentile', values: [99.9, 100] },
      todo: 'Set the upper bound to the maximum.',
      done: { is: 'setting', field: 'percentile', atLeast: 100 },
      see: [
        '{untuned} with the maximum. One loud neuron stretches the steps of all: in {layer} ϑ is now {theta}, and every activation below that is lost.',
      ],
      why: {
        text: 'A single outlier sets the bound, and all others use only the first steps.',
        paper: '§3.3',
      },
    },
    {
      id: 'percentile',
      title: 'Leave out one in a hundred',
      text: [
        'The [percentile](percentile) says which share of a layer’s activations, its zeros included, must fit below the bound. At p99 one in a hundred may be clipped, and the steps of ϑ get smaller for the others.',
      ],
      anchor: 'untuned',
      setUp,
      opens: histogram,
      predict: {
        kind: 'number',
        ask: 'How many of 100 images does the network read with p99?',
        min: 0,
        max: 100,
        step: 5,
        unit: '%',
        figure: 'untuned',
      },
      tries: { field: 'percentile', values: [99] },
      todo: 'Set the upper bound to p99.',
      done: { is: 'setting', field: 'percentile', atMost: 99, atLeast: 99 },
      see: [
        '{untuned}, with the same weights and the same {window}. Only the bounds moved; that of {layer} is now {bound}.',
      ],
      why: {
        text: 'The paper’s rule, Threshold LayerNorm, takes p99 or p99.9 of all activations of a layer.',
        paper: '§3.3',
      },
    },
    {
      id: 'low',
      title: 'Then lower still?',
      text: ['The smaller the bound, the finer the steps. What does a bound cost that is far too low?'],
      anchor: 'untuned',
      setUp,
      opens: histogram,
      predict: {
        kind: 'choice',
        ask: 'What goes wrong when the bound is too low?',
        options: [
          { id: 'silent', words: 'Small activations are rounded to no spike.' },
          { id: 'clipped', words: 'Large activations are clipped: all of them say the same.' },
          { id: 'nothing', words: 'Nothing: finer steps are always better.' },
        ],
        answer: 'clipped',
      },
      tries: { field: 'percentile', values: [95, 90] },
      todo: 'Set the upper bound to p90.',
      done: { is: 'setting', field: 'percentile', atLeast: 90, atMost: 90 },
      see: [
        'With {percentile} the bound of {layer} is {bound}, and one activation in ten lies above it. {saturated} of its neurons fire at every step, those just at the bound included: they are [saturated](saturated), and all of them say the same. The network reads {untuned}.',
      ],
      why: {
        text: 'A spiking neuron cannot say more than one spike at each step.',
        paper: '§3.3, Eq. 8',
        equation: 'upperBound',
      },
    },
    {
      id: 'between',
      title: 'Between two losses',
      text: [
        'Too high: the steps are coarse, and small values are **rounded away**. Too low: the large values are **clipped**. The percentile lies between.',
        'Drag the marker over the picture, if you like. The line below tells both losses in the same unit, so that you can compare them.',
      ],
      anchor: 'stage',
      setUp,
      opens: histogram,
      tries: { field: 'percentile', values: [90, 95, 98, 99, 99.9] },
      todo: 'Find a percentile between p90 and p99.9 that reads more than both of them.',
      done: { is: 'setting', field: 'percentile', atLeast: 95, atMost: 99 },
      see: ['{percentile}: the network reads {untuned}.'],
    },
    {
      id: 'more-steps',
      title: 'More steps forgive',
      text: ['A stretched bound is cut into more steps when the window is longer.'],
      anchor: 'untuned',
      setUp: { ...setUp, settings: { timeSteps: 16 }, free: ['percentile'] },
      predict: {
        kind: 'choice',
        ask: 'With 16 steps in place of 4, how much does it matter whether p99 or the maximum is taken?',
        options: [
          { id: 'less', words: 'Less: the steps are fine enough either way.' },
          { id: 'same', words: 'Just as much.' },
        ],
        answer: 'less',
      },
      tries: { field: 'percentile', values: [99, 100] },
      todo: 'Measure both with 16 steps: p99 and the maximum.',
      done: { is: 'tried', field: 'percentile', values: [99, 100] },
      see: [
        'With {window} the network reads {untunedAtPercentile:99} with p99 and {untunedAtPercentile:100} with the maximum; the ANN has {annHere}. With 4 steps the two were far apart.',
      ],
      why: {
        text: 'More steps forgive a bound that is too high, not one that is too low: what is clipped stays clipped.',
        paper: '§3.3',
      },
    },
  ],
};
