/** A neuron that counts: what it does with its input, and what its count stands for. */
import type { Lesson, Step } from '../lesson.ts';

/** The figure before anything is moved, with another activation. */
const at = (activation: number): NonNullable<Step['neuron']> => ({
  activation,
  upperBound: 1,
  timeSteps: 4,
  initialPotential: 'zero',
  coding: 'firstStep',
});

export const neuron: Lesson = {
  id: 'neuron',
  title: 'A neuron that counts',
  summary: 'What a spiking neuron does at each step, and how its spikes stand for a number.',
  steps: [
    {
      id: 'number',
      title: 'A number, or only yes and no',
      text: [
        'A ReLU neuron of the [ANN](ann) passes on any number above zero. A spiking neuron can send only one thing: at each time step a [spike](spike), or nothing.',
        'It gets a window of [Ns](timeSteps) steps for each image. So all that it can say is **how often** it fired.',
        'The figure in the page is one such neuron. The next steps move it.',
      ],
      anchor: 'neuron',
      done: { is: 'read' },
    },
    {
      id: 'fire',
      title: 'Add, fire, subtract',
      text: [
        'At each step the neuron adds what it receives to its membrane potential [V](membrane). When V reaches the threshold [ϑ](threshold), it fires, and ϑ is **subtracted** from V. The rest stays for the next step.',
      ],
      anchor: 'neuron',
      neuron: at(0.3),
      todo: 'Move the activation until the neuron fires exactly 2 times.',
      done: { is: 'neuron', count: 2 },
      see: [
        'It received {neuronInput} at the first step, and paid ϑ = {neuronTheta} for each of {neuronSpikes}. Look at the membrane: each spike takes it down by ϑ.',
      ],
      leadsTo: { anchor: 'membrane', words: 'Show the membrane' },
      why: {
        text: 'Subtracting ϑ, and not setting V to zero, keeps what is left over.',
        paper: '§3.1, Eq. 4 and 5',
        equation: 'membrane',
      },
    },
    {
      id: 'count',
      title: 'The count stands for the number',
      text: [
        'One spike is worth ϑ. So the [spike count](spikeCount) times ϑ stands for the activation of the ReLU neuron.',
      ],
      anchor: 'neuron',
      neuron: at(0.4),
      predict: {
        kind: 'choice',
        ask: 'A neuron with ϑ = 0.25 receives 0.75 in all. How often does it fire?',
        options: [
          { id: 'once', words: 'once' },
          { id: 'three', words: '3 times' },
          { id: 'always', words: 'at every step' },
        ],
        answer: 'three',
      },
      todo: 'Find an activation where nothing is lost: the count times ϑ is exactly what ReLU gives.',
      done: { is: 'neuron', cause: ['none'] },
      see: ['{neuronSpikes} times ϑ = {neuronTheta}: that is {neuronValue}. ReLU gives {neuronRelu}.'],
      why: {
        text: 'What the ANN says with one number, the spiking neuron says with a count.',
        paper: 'Eq. 6',
        equation: 'spikeCount',
      },
    },
    {
      id: 'rounded',
      title: 'A count is rounded down',
      text: [
        'A count is whole: there is no half a spike. An activation between two levels is rounded **down** to the lower one. That is the stair in the figure, and the shaded part is the error.',
      ],
      anchor: 'neuron',
      neuron: at(0.5),
      todo: 'Put the activation between two steps of the stair, so that something is lost.',
      done: { is: 'neuron', cause: ['rounded'] },
      see: [
        '{neuronSpikes} times ϑ: that is {neuronValue}, {neuronError}. What is left of V at the end is lost.',
      ],
      why: { text: 'The spike count is the activation, cut into steps of ϑ.', paper: '§3.2, Eq. 8' },
    },
    {
      id: 'silent',
      title: 'Too small to be heard',
      text: ['What if so little arrives that V never reaches ϑ?'],
      anchor: 'neuron',
      neuron: at(0.6),
      todo: 'Move the activation to a small value above zero, until the neuron is silent.',
      done: { is: 'neuron', cause: ['silent'] },
      see: [
        'It received {neuronInput} and never fired. It is [silent](silent): for the layers behind it, this is the same as zero.',
      ],
      why: {
        text: 'ϑ is the upper bound divided by Ns. With few steps it is large, and many small activations are lost in this way.',
        paper: '§3.2',
      },
    },
    {
      id: 'saturated',
      title: 'Too large to be said',
      text: [
        'It can fire at most once a step. With every step used it stands for the [upper bound](upperBound), and cannot say more.',
      ],
      anchor: 'neuron',
      neuron: at(0.6),
      todo: 'Move the activation far above the upper bound of {neuronBound}.',
      done: { is: 'neuron', cause: ['clipped'] },
      see: [
        '{neuronSpikes} in {neuronWindow}: it fires at every step and still stands for only {neuronValue}. It is [saturated](saturated): the rest is clipped.',
      ],
      why: {
        text: 'The threshold is the upper bound divided by Ns, so Ns spikes reach just that bound.',
        paper: '§3.3, Eq. 10',
        equation: 'threshold',
      },
    },
    {
      id: 'levels',
      title: 'More steps, finer levels',
      text: [
        'A neuron with one step can say two things: no spike, or one. With more steps it has more levels.',
      ],
      anchor: 'neuron',
      neuron: at(0.6),
      predict: {
        kind: 'number',
        ask: 'How many different numbers can a neuron say with 16 steps?',
        min: 2,
        max: 32,
        step: 1,
        unit: 'numbers',
        figure: 'neuronLevels',
        exact: true,
      },
      todo: 'Set the time steps of the figure to 16.',
      done: { is: 'neuron', timeSteps: 16 },
      see: [
        '{neuronWindow} make {neuronLevels} levels, since no spike at all is one too. The stair now follows ReLU closely. Does a whole network need more? That is the next lesson.',
      ],
      why: { text: 'Ns steps make a level for each count from no spike to Ns.', paper: '§3.2' },
    },
  ],
};
