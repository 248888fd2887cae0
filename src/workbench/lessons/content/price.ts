/** What it saves: spikes, SynOps, energy; and when nothing is saved. */
import type { Lesson, SetUp } from '../lesson.ts';

const setUp: SetUp = { preset: 'first-look-paper@1', shows: 'run' };

export const price: Lesson = {
  id: 'price',
  title: 'What it saves',
  summary: 'Few cheap additions in place of many multiplications: spikes, SynOps, energy.',
  steps: [
    {
      id: 'run',
      title: 'A finished network',
      text: [
        'A cost can be counted only on a network that spikes. This lesson needs the run of the lesson before; where it is here already, it is shown.',
      ],
      anchor: 'convert',
      setUp,
      todo: 'Press “Convert” and wait for the end, or set up the step to show the run.',
      done: { is: 'ran' },
      see: ['SNN {snn} on {tests} test images, ANN {ann}.'],
    },
    {
      id: 'rare',
      title: 'Spikes are rare',
      text: [
        'An ANN computes with every neuron for every image. A spiking neuron that does not fire causes **no work at all**.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'activations' },
      predict: {
        kind: 'number',
        ask: 'At how many of 100 steps does a neuron of conv2 fire?',
        min: 0,
        max: 100,
        step: 5,
        unit: '%',
        figure: 'firing:conv2',
      },
      todo: 'Open the tab “Layers”, and read the column “Firing”.',
      done: { is: 'stageTab', tab: 'layers' },
      see: ['conv1 fires at {firing:conv1} of the steps, conv2 at {firing:conv2}, fc3 at {firing:fc3}.'],
      why: { text: 'Work is done only where a spike arrives.', paper: '§5.5', equation: 'synOps' },
    },
    {
      id: 'synops',
      title: 'Add, not multiply',
      text: [
        'In the ANN each connection multiplies a number with a weight and adds it up: one multiply-accumulate. A spike is always 1, so the weight is only **added**: one accumulate.',
        '[SynOps](synOps) count the accumulates of all spikes.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'layers' },
      predict: {
        kind: 'number',
        ask: 'For 100 multiply-accumulates of the ANN: how many accumulates does this network need?',
        min: 0,
        max: 200,
        step: 10,
        unit: 'accumulates',
        figure: 'ratio',
        veils: 'run',
      },
      todo: 'Open the tab “Cost”.',
      done: { is: 'stageTab', tab: 'cost' },
      see: ['{ratio} accumulates for 100 multiply-accumulates, at {window}.'],
      why: { text: 'The ratio of both is how the paper compares networks.', paper: '§5.5, Fig. 6B' },
    },
    {
      id: 'energy',
      title: 'And each one is cheaper',
      text: [
        'A multiplication is the costly part. On a chip a multiply-accumulate takes as much energy as {macEnergy} accumulates.',
        'One part is not saved: the first layer still multiplies the pixels.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'cost' },
      done: { is: 'read' },
      see: [
        'Both together: {energyTimes} less energy for an image. Of what it still takes, {inputEnergy} goes into the pixels’ multiplications.',
      ],
      why: { text: 'Measured for a 28 nm process.', paper: '§5.5' },
    },
    {
      id: 'nothing',
      title: 'When nothing is saved',
      text: [
        'The ANN’s work is always the same. The spiking network’s grows with each step, and with each spike.',
      ],
      anchor: 'stage',
      setUp,
      opens: { stage: 'cost' },
      predict: {
        kind: 'choice',
        ask: 'What makes a spiking network save nothing?',
        options: [
          { id: 'long', words: 'A long window, or neurons that fire at most steps.' },
          { id: 'short', words: 'A short window.' },
          { id: 'never', words: 'Nothing: additions are always cheaper.' },
        ],
        answer: 'long',
      },
      todo: 'Say what you think.',
      done: { is: 'predicted' },
      see: [
        'Counted as operations: from {evenSteps} steps on there would be more accumulates than multiply-accumulates.',
        'Counted as energy: at {evenEnergySteps} steps it would take as much as the ANN. That is later, since an accumulate is so cheap. Both are reckoned as if every further step cost as much as these {ns}.',
      ],
      why: { text: 'That is why few steps matter: others needed hundreds or thousands.', paper: '§5.5' },
    },
    {
      id: 'choose',
      title: 'Which would you build?',
      text: [
        'More steps: more accurate up to a point, slower, and dearer. Fewer: cheaper, and the answer is there sooner.',
      ],
      anchor: 'stage',
      setUp,
      predict: {
        kind: 'choice',
        ask: 'For a hearing aid with a tiny battery, what would you take?',
        options: [
          { id: 'few', words: 'Few steps, and some more errors.' },
          { id: 'middle', words: 'As many as bring it within a point of the ANN.' },
          { id: 'ann', words: 'The ANN, and a larger battery.' },
        ],
        answer: null,
      },
      todo: 'Choose; there is no wrong answer. Say why to somebody.',
      done: { is: 'predicted' },
    },
  ],
};
