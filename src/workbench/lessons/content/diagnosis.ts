/** Where did the accuracy go: from a bad score to the layer, the cause, and what helps. */
import type { Lesson, SetUp } from '../lesson.ts';

const setUp: SetUp = {
  preset: 'first-look-paper@1',
  free: ['timeSteps', 'percentile', 'initialPotential', 'thresholdScope'],
  shows: 'settings',
};

/** The lesson begins with exactly these; later steps leave what was moved. */
const begin: SetUp = { ...setUp, free: [] };

export const diagnosis: Lesson = {
  id: 'diagnosis',
  title: 'Where did the accuracy go?',
  summary: 'From a bad score to the layer and the cause, and to a setting that helps.',
  steps: [
    {
      id: 'loss',
      title: 'Something is lost',
      text: [
        'A network was converted, and its score is bad. This is the question that users of such tools ask most: **what should I look at?**',
      ],
      anchor: 'untuned',
      setUp: begin,
      todo: 'Wait for the score of the settings.',
      done: { is: 'measured' },
      see: [
        '{untuned} with {window}; the ANN has {annHere}. {untunedLost} are gone. (On {images} images, {margin}.)',
      ],
    },
    {
      id: 'where',
      title: 'Which layer?',
      text: [
        'The page runs some images through both networks, and compares each layer with what it should have handed on.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'activations' },
      predict: {
        kind: 'choice',
        ask: 'In which layer does the loss begin?',
        options: [
          { id: 'conv1', words: 'conv1, the first', below: 1.5 },
          { id: 'conv2', words: 'conv2', from: 1.5, below: 2.5 },
          { id: 'fc3', words: 'fc3, the last hidden one', from: 2.5 },
        ],
        answer: null,
        figure: 'worstIndex',
      },
      todo: 'Open the tab “Where did the accuracy go?”.',
      done: { is: 'stageTab', tab: 'losses' },
      see: ['It begins in {worstLayer}, by {worstCause}: {worstLoss} of what this layer has to say.'],
      why: { text: 'Errors of a layer are handed on to all behind it.', paper: '§3.2 and §5.2' },
    },
    {
      id: 'causes',
      title: 'Four ways to lose',
      text: [
        '**Rounding**: a count is whole. **Clipped**: above the [upper bound](upperBound) there is nothing to say. **Timing**: spikes come unevenly, so a neuron fires too early or too late. **Inherited**: the layers before were wrong already.',
        'Each bar is a layer, cut by cause.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'losses' },
      done: { is: 'read' },
      why: {
        text: 'Rounding and clipping come from the count; timing from how spikes arrive.',
        paper: '§3.2',
      },
    },
    {
      id: 'mend',
      title: 'Try what it suggests',
      text: [
        'The sentence above the bars names a setting that may help, and its effect **was measured**. Try it, or another one.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'losses' },
      predict: {
        kind: 'number',
        ask: 'What score do you expect after the change?',
        min: 0,
        max: 100,
        step: 5,
        unit: '%',
        figure: 'untuned',
      },
      tries: { field: 'initialPotential', values: ['zero', 'half'] },
      todo: 'Change the window, the bound or the first potential, and wait for the score.',
      done: { is: 'changed', fields: ['timeSteps', 'percentile', 'initialPotential', 'thresholdScope'] },
      see: ['{untuned} now, of {annHere} that the ANN has.'],
      why: {
        text: 'With [V₀](initialPotential) = ϑ/2 a count is rounded to the nearest, as in the paper’s equation; with 0 it is rounded down.',
        paper: 'Eq. 10',
      },
    },
    {
      id: 'one-image',
      title: 'One image that it gets wrong',
      text: [
        'A score is a sum over images. Look for one that the spiking network gets wrong: the magnifying glass under the image finds the next.',
        'The [raster](raster) shows which neurons fired, and the curve of the [output potentials](freePotential) how the wrong digit won.',
      ],
      anchor: 'sample',
      setUp,
      done: { is: 'read' },
      why: { text: 'The readout does not fire: its potential is the answer.', paper: '§3.4' },
    },
  ],
};
