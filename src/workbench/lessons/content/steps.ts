/** Sixteen steps are enough: what few steps do to a whole network, without any training. */
import type { Lesson, SetUp } from '../lesson.ts';

const setUp: SetUp = {
  preset: 'first-look-paper@1',
  settings: { timeSteps: 16 },
  free: ['timeSteps'],
  shows: 'settings',
};

/** The lesson begins with exactly these; later steps leave what was moved. */
const begin: SetUp = { ...setUp, free: [] };

export const steps: Lesson = {
  id: 'steps',
  title: 'Sixteen steps are enough',
  summary: 'What a window of 1, 2 or 16 steps does to a network that was never trained to spike.',
  steps: [
    {
      id: 'converted',
      title: 'A trained network, made to count',
      text: [
        'This network reads handwritten digits. It was trained as an [ANN](ann). Here every hidden neuron is replaced by a spiking one, with the same weights, and **nothing is trained**.',
        'The card shows what share of some images it still reads, with the window of [Ns](timeSteps) steps that the settings have.',
      ],
      anchor: 'untuned',
      setUp: begin,
      todo: 'Wait until the score with 16 steps stands there.',
      done: { is: 'measured' },
      see: ['Of {images} images the ANN reads {annHere}, the spiking network {untuned} with {window}.'],
      why: { text: 'The score just after conversion is called [untuned](untuned).', paper: '§3' },
    },
    {
      id: 'two',
      title: 'Only two steps',
      text: [
        'With 2 steps a neuron has 3 levels: nothing, half of its [upper bound](upperBound), or all of it. There are ten digits, so guessing would read about one image in ten.',
      ],
      anchor: 'untuned',
      setUp,
      predict: {
        kind: 'number',
        ask: 'How many of 100 images does the network still read with 2 steps?',
        min: 0,
        max: 100,
        step: 5,
        unit: '%',
        figure: 'untuned',
        veils: 'untuned',
      },
      tries: { field: 'timeSteps', values: [2, 1] },
      todo: 'Set Ns to 2.',
      done: { is: 'setting', field: 'timeSteps', atMost: 2 },
      see: ['{untuned} with {window}. Compare that to guessing.'],
      why: {
        text: 'The steps of ϑ are too coarse: most activations are small, and are rounded down to no spike at all.',
        paper: '§3.2',
      },
    },
    {
      id: 'silence',
      title: 'Where the signal dies',
      text: [
        'The tab “Counts” shows one layer: for each neuron and image its activation, and its [spike count](spikeCount). The stair is what an ideal neuron would count.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'activations' },
      tries: { field: 'timeSteps', values: [2, 4, 16] },
      todo: 'Open the tab “Counts” of the layer.',
      done: { is: 'stageTab', tab: 'counts' },
      see: [
        'In {layer}, {zeros} of the activations are zero in the ANN already; with {window}, {silent} of its neurons are [silent](silent). What lies between is lost. With 2 steps that is much, and the next layer, which sees less, fires less still: layer by layer the signal fades. With 16 half as much is lost, and all of it small.',
      ],
      why: { text: 'What one layer loses, the next one never gets.', paper: '§5.2' },
    },
    {
      id: 'enough',
      title: 'How many are enough?',
      text: [
        'Each doubling of Ns halves the steps of ϑ. The curve in the card goes through the windows up to 64.',
      ],
      anchor: 'untuned',
      setUp: { ...setUp, settings: { timeSteps: 2 } },
      predict: {
        kind: 'choice',
        ask: 'Which is the first window whose score lies within one point of the ANN’s?',
        options: [
          { id: 'four', words: '4 steps', below: 5 },
          { id: 'eight', words: '6 to 12 steps', from: 5, below: 13 },
          { id: 'sixteen', words: '16 steps', from: 13, below: 17 },
          { id: 'more', words: 'only 24 or more', from: 17 },
        ],
        answer: null,
        figure: 'enough',
        veils: 'untuned',
      },
      tries: { field: 'timeSteps', values: [4, 8, 16] },
      todo: 'Go through 4 and 8 up to 16 steps.',
      done: { is: 'setting', field: 'timeSteps', atLeast: 16, atMost: 16 },
      see: [
        '{untunedAt:4} with 4 steps, {untunedAt:8} with 8, {untunedAt:16} with 16; the ANN has {annHere}. The first window within one point is {enough}.',
        'Beyond 16 steps the curve goes up and down between {lowestBehind:16} and {highestBehind:16}: longer windows are no better here. On {images} images a score is known to about {margin}, so small bumps mean little.',
      ],
    },
    {
      id: 'why',
      title: 'Why so few?',
      text: [
        '16 steps make 17 levels. That is coarse for one number. But the network does not need exact numbers: it needs the right digit to win.',
        'With [V₀](initialPotential) = 0, as here, a count is rounded **down**: no neuron of the first layer says too much. Deeper ones may, since their spikes come unevenly.',
        'With 64 steps it reads {untunedAt:64}, with 16 {untunedAt:16}. By then rounding costs less than spikes that come too early or too late (**timing**), and more steps do not mend that.',
      ],
      anchor: 'untuned',
      setUp,
      done: { is: 'read' },
      why: {
        text: 'The count is a quantised activation, and networks stand coarse quantisation well.',
        paper: '§3.2',
      },
    },
    {
      id: 'rest',
      title: 'And below that?',
      text: [
        'Fewer steps are faster and cheaper. The diamonds in the card are the same network **after fine-tuning on its own counts**: with 4 steps it comes back almost whole, where it read {untunedAt:4} untuned.',
        'How that is done is the lesson “The dip and the climb”. First: who sets ϑ?',
      ],
      anchor: 'untuned',
      setUp,
      done: { is: 'read' },
      why: { text: 'Fine-tuning makes up for what rounding took.', paper: '§5.5' },
    },
  ],
};
