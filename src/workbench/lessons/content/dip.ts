/** The dip and the climb: why each conversion costs accuracy, and what brings it back. */
import type { Lesson, SetUp } from '../lesson.ts';

const setUp: SetUp = { preset: 'first-look-paper@1', shows: 'run' };

export const dip: Lesson = {
  id: 'dip',
  title: 'The dip and the climb',
  summary: 'Progressive tandem learning: convert one layer, train around it, go on to the next.',
  steps: [
    {
      id: 'layers',
      title: 'One layer at a time',
      text: [
        'The tiles are the layers, from the image to the answer. Blue ones compute with exact numbers, orange ones spike. “8c3 s2” stands for 8 filters of 3 × 3, moved by 2.',
        'The method makes them spiking **one after the other**. A [stage](stage) converts one layer, and then trains the network around it.',
      ],
      anchor: 'strip',
      setUp,
      done: { is: 'read' },
      why: { text: 'Converting all at once lets the errors of all layers add up.', paper: '§4' },
    },
    {
      id: 'dip',
      title: 'Predict the dip',
      text: [
        'In stage 1 the neurons of conv1 begin to spike. Everything behind still computes as before. The chart begins with the score just after that, before any training.',
      ],
      anchor: 'convert',
      setUp,
      predict: {
        kind: 'number',
        ask: 'The ANN reads almost all images. How many of 100 does the network read just after conv1 was converted?',
        min: 0,
        max: 100,
        step: 5,
        unit: '%',
        figure: 'converted:conv1',
        veils: 'run',
      },
      todo: 'Press “Convert”, and wait until the first stage has ended.',
      done: { is: 'stages', atLeast: 1 },
      see: [
        'From {annValidation} down to {converted:conv1} at once, and up to {kept:conv1} after {epochs:conv1} epochs of training.',
      ],
    },
    {
      id: 'why-dip',
      title: 'Why it dips',
      text: [
        'conv1 now hands on [spike counts](spikeCount): whole numbers, rounded and clipped. The layers behind it were trained on **exact numbers**. They have never seen such an input.',
      ],
      anchor: 'progress',
      setUp,
      done: { is: 'read' },
      why: {
        text: 'The conversion brings errors of quantisation, which the next layers carry on.',
        paper: '§3.2 and §4',
      },
    },
    {
      id: 'climb',
      title: 'What brings it back',
      text: [
        'Training. But a spike has no slope: it is there or not, so no gradient goes through it.',
        'The trick is a [tandem](tandem): the [coupled](coupled) layer has a spiking and an analog branch that **share their weights**. Counts go forward through the spiking one. The gradient goes backward through the analog one.',
      ],
      anchor: 'progress',
      setUp,
      predict: {
        kind: 'choice',
        ask: 'What does the training in a stage do?',
        options: [
          { id: 'counts', words: 'It lets the layers get used to counts, so that they lose less.' },
          { id: 'steps', words: 'It adds time steps until the counts are exact.' },
          { id: 'back', words: 'It makes the layer analog again.' },
        ],
        answer: 'counts',
      },
      todo: 'Say what you think.',
      done: { is: 'predicted' },
      why: {
        text: 'The gradient of the analog branch stands in for that of the counts.',
        paper: '§4.1, Eq. 11 to 13',
        equation: 'tandem',
      },
    },
    {
      id: 'frozen',
      title: 'Who learns in stage 2?',
      text: [
        'When a stage ends, its layer is [frozen](frozen): its weights never change again. Then the next layer is converted.',
      ],
      anchor: 'strip',
      setUp,
      predict: {
        kind: 'choice',
        ask: 'Which layers may still change in stage 2?',
        options: [
          { id: 'all', words: 'All of them.' },
          { id: 'second', words: 'Only the second layer.' },
          { id: 'later', words: 'The second layer and all behind it; the first is fixed.' },
        ],
        answer: 'later',
      },
      todo: 'Say what you think.',
      done: { is: 'predicted' },
      why: {
        text: 'The coupled layer and the analog layers after it learn; the spiking ones before are frozen.',
        paper: 'Algorithm 1',
      },
    },
    {
      id: 'end',
      title: 'All the way',
      text: [
        'Each stage that follows begins with a conversion of its own. A stage ends when [Tp](patience) epochs brought no improvement, so nobody has to choose its length.',
      ],
      anchor: 'progress',
      setUp,
      todo: 'Let the run go to its end.',
      done: { is: 'ran' },
      see: [
        'ANN {ann}, SNN {snn} on {tests} test images.',
        'Just converted: {converted:conv1}, {converted:conv2}, {converted:fc3}. After training: {kept:conv1}, {kept:conv2}, {kept:fc3}. A conversion costs much or little; training wins most of it back.',
      ],
      why: {
        text: 'Each stage learns with the errors of the layers before it, and makes up for most of them before the next begins.',
        paper: '§4.2, Fig. 5',
      },
    },
    {
      id: 'all-at-once',
      title: 'And without training?',
      text: [
        'In the tab “Without training” the same network is converted all at once, with the same 4 steps, and nothing is trained.',
      ],
      anchor: 'progress',
      setUp,
      opens: { progress: 'live' },
      todo: 'Open the tab “Without training” above the chart.',
      done: { is: 'progressTab', tab: 'untuned' },
      see: [
        'All at once, and without training: {untuned}, measured on {images} images. Layer by layer, with training: {snn} on {tests} test images. That is what the climb is worth.',
      ],
      why: { text: 'The gain of fine-tuning is largest with few steps.', paper: '§5.5' },
    },
  ],
};
