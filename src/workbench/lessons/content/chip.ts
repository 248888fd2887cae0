/** Fewer bits, fewer wires: what the limits of a chip cost, and how training takes them in. */
import type { Lesson, SetUp } from '../lesson.ts';

const free: SetUp = {
  preset: 'first-look-paper@1',
  settings: { timeSteps: 16 },
  free: ['weightBits', 'fanIn'],
  shows: 'settings',
};

/** The lesson begins without any limit. */
const begin: SetUp = { ...free, free: [] };

const wired: SetUp = { ...free, free: ['fanIn'] };

const run: SetUp = {
  preset: 'first-look-paper@1',
  settings: { timeSteps: 8, weightBits: '3' },
  shows: 'run',
};

export const chip: Lesson = {
  id: 'chip',
  title: 'Fewer bits, fewer wires: a chip',
  summary: 'A chip stores weights in few bits and has few wires to a neuron. What does that cost?',
  steps: [
    {
      id: 'limits',
      title: 'A chip is small',
      text: [
        'On this page a weight is a number with 32 bits. A chip for spikes may have 4 bits for each, or a handful of states that a device can hold. And it has only so many wires to each neuron.',
        'The window has {window} here, so that counting itself loses little.',
      ],
      anchor: 'setting:weightBits',
      setUp: begin,
      todo: 'Wait for the score without any limit.',
      done: { is: 'measured' },
      see: ['{untuned} with full weights, not trained.'],
      why: { text: 'Both limits can be given to the method.', paper: '§4.3' },
    },
    {
      id: 'bits',
      title: 'Fewer bits',
      text: ['With 2 bits a weight has three values: minus one, zero and one, times a scale.'],
      anchor: 'untuned',
      setUp: free,
      predict: {
        kind: 'number',
        ask: 'How many of 100 images does the network read with weights of 2 bits, and no training?',
        min: 0,
        max: 100,
        step: 5,
        unit: '%',
        figure: 'untuned',
      },
      tries: { field: 'weightBits', values: ['float', '8', '4', '3', '2'] },
      todo: 'Go down to 2 bits.',
      done: { is: 'setting', field: 'weightBits', atMost: 2 },
      see: ['{untuned} with 2 bits. Where did it begin to fall? Go up again and look.'],
      why: {
        text: 'Rounding weights is the same kind of loss as rounding activations.',
        paper: '§4.3, Fig. 3',
      },
    },
    {
      id: 'wires',
      title: 'Fewer wires',
      text: [
        'The fan-in limit keeps only the strongest connections into each neuron. The largest layer here has hundreds of inputs to a neuron.',
      ],
      anchor: 'untuned',
      setUp: wired,
      predict: {
        kind: 'choice',
        ask: 'Each neuron keeps its 64 strongest wires. What happens?',
        options: [
          { id: 'fine', words: 'Hardly anything: weak wires say little.', from: 80 },
          { id: 'some', words: 'It loses clearly, but still reads most.', from: 50, below: 80 },
          { id: 'gone', words: 'It reads less than half.', below: 50 },
        ],
        answer: null,
        figure: 'untuned',
      },
      tries: { field: 'fanIn', values: ['none', 256, 128, 64, 32] },
      todo: 'Set the fan-in limit to 64.',
      done: { is: 'setting', field: 'fanIn', atLeast: 64, atMost: 64 },
      see: ['{untuned}, with full weights and at most 64 wires to a neuron.'],
      why: { text: 'Architectures for spikes allow a limited fan-in.', paper: '§4.3' },
    },
    {
      id: 'train',
      title: 'Train with the limit',
      text: [
        'Now the other way: the limit is there **while** the network learns. The spiking branch gets the rounded weights, a copy in full precision goes on learning.',
      ],
      anchor: 'convert',
      setUp: run,
      predict: {
        kind: 'number',
        ask: 'How many test images does it read with 3 bits and 8 steps, after training?',
        min: 50,
        max: 100,
        step: 1,
        unit: '%',
        figure: 'snn',
      },
      todo: 'Press “Convert”, and wait for the end.',
      done: { is: 'ran' },
      see: ['{snn} on {tests} test images; the ANN has {ann}.'],
      why: { text: 'Quantisation-aware training fits into each stage.', paper: '§4.3 and §5.4' },
    },
    {
      id: 'take',
      title: 'Take it to a chip',
      text: [
        'The menu of a run below exports the network. NIR is a format that simulators and chips read; the weights in it are the rounded ones.',
        'And the link of the page opens these settings for anybody else. Change one thing, predict, run, and send it.',
      ],
      anchor: 'runs',
      setUp: run,
      done: { is: 'read' },
      why: { text: 'Algorithm and hardware can be designed together.', paper: '§4.3' },
    },
  ],
};
