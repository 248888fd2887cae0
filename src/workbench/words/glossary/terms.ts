/**
 * The terms of art that the page explains, each defined once. docs/glossary.md says the same of
 * them, word for word (terms.test.ts); the page loads this file when a word is first explained.
 */

export interface Definition {
  /** The term as the glossary lists it. */
  readonly word: string;
  readonly meaning: string;
  /** Its place in the paper, or `–`. */
  readonly paper: string;
  /** The equation in TeX. */
  readonly formula?: string;
}

export const terms = {
  ann: {
    word: 'ANN',
    meaning: 'The analog network that the run starts from, with ReLU neurons.',
    paper: '§3.1, Eq. 7',
    formula: String.raw`a_i^l = \max\Bigl(0,\ \sum_j w_{ij}\,a_j^{l-1} + b_i\Bigr)`,
  },
  spike: {
    word: 'spike',
    meaning: 'All that a spiking neuron can send at a step: a 1, or nothing.',
    paper: '§3.1, Eq. 5',
    formula: String.raw`s[t] = \begin{cases} 1 & \text{if } V[t] \ge \vartheta \\ 0 & \text{otherwise} \end{cases}`,
  },
  timeSteps: {
    word: 'Ns',
    meaning: 'The size of the time window in steps: all spikes of an example fall into it.',
    paper: '§3.1, Eq. 6',
  },
  membrane: {
    word: 'V[t]',
    meaning: 'The membrane potential at step t, before the reset of its own spike.',
    paper: 'Eq. 4',
    formula: String.raw`V[t] = V[t-1] + z[t] - \vartheta\,s[t-1]`,
  },
  threshold: {
    word: 'ϑ',
    meaning:
      'The firing threshold of a layer or of each channel: a neuron fires when its potential reaches it. It is the upper bound divided by Ns.',
    paper: 'Eq. 4, 5, 10',
    formula: String.raw`\vartheta = \frac{a_u}{N_s}`,
  },
  initialPotential: {
    word: 'V₀',
    meaning: 'The potential before the first step: 0 rounds the counts down, ϑ/2 to the nearest.',
    paper: 'Eq. 10 (*round*)',
  },
  spikeCount: {
    word: 'spike count',
    meaning:
      'The number of spikes of a neuron in the window; it stands for the activation c·ϑ, so that Ns steps make Ns + 1 levels.',
    paper: 'Eq. 6',
    formula: String.raw`c = \sum_{t=1}^{N_s} s[t], \qquad a \approx c\,\vartheta`,
  },
  upperBound: {
    word: 'upper bound',
    meaning:
      'The activation that Ns spikes stand for: a percentile of the layer’s activations, or found by least squares. Larger ones are clipped.',
    paper: '§3.3, Eq. 8, 10',
    formula: String.raw`a_u = N_s\,\vartheta, \qquad \hat a = \min\bigl(\max(a, 0),\ a_u\bigr)`,
  },
  percentile: {
    word: 'percentile',
    meaning:
      'The share of activations that lie at or below the upper bound, in percent; 99.9 is the default and 100 the maximum, where one outlier sets the steps of all.',
    paper: '§3.3',
  },
  leastSquares: {
    word: 'least squares',
    meaning:
      'A rule for the upper bound: of all bounds the one whose Ns spikes come nearest to the activations, so that the sum of the squared errors is the least.',
    paper: '–',
  },
  calibration: {
    word: 'calibration',
    meaning:
      'Measuring activations on a few training examples in order to set thresholds; the method of that name corrects the biases too.',
    paper: '§3.3',
  },
  silent: {
    word: 'silent',
    meaning: 'Without a spike in the whole window: whatever the neuron received is lost.',
    paper: '§2',
  },
  saturated: {
    word: 'saturated',
    meaning: 'With a spike at every step: the neuron can say no more, and what is above is clipped.',
    paper: '§2',
  },
  freePotential: {
    word: 'free potential',
    meaning:
      'Everything a neuron received over the window, as if it never fired: W·c + b. The readout’s free potential is the output.',
    paper: 'Eq. 9, §3.4',
    formula: String.raw`V_i = \sum_j w_{ij}\,c_j + b_i\,N_s`,
  },
  readout: {
    word: 'readout',
    meaning: 'The last layer, which does not fire. It may have a stage of its own, which trains it alone.',
    paper: '§3.4',
  },
  inputCoding: {
    word: 'input coding',
    meaning: 'How an example drives the first layer: all at step 1, constant current, or Poisson spikes.',
    paper: '§3.4',
  },
  untuned: {
    word: 'untuned',
    meaning: 'Converted and not fine-tuned; the page calls it “Without training”.',
    paper: '§3',
  },
  tandem: {
    word: 'tandem',
    meaning:
      'Learning with two branches: spike counts go forward, the gradient goes backward through the analog branch unchanged.',
    paper: '§4.1, Eq. 11–13',
    formula: String.raw`c_i = \frac{1}{\vartheta}\,\max\Bigl(0,\ \sum_j w_{ij}\,c_j + b_i\,N_s\Bigr)`,
  },
  stage: {
    word: 'stage',
    meaning:
      'The conversion and fine-tuning of one layer; epoch 0 of a stage is converted and not yet tuned.',
    paper: '§4, Fig. 2',
  },
  coupled: {
    word: 'coupled',
    meaning:
      'The layer in hand: its spiking and its analog branch share weights, one for the forward and one for the backward pass.',
    paper: '§4.1',
  },
  frozen: {
    word: 'frozen',
    meaning: 'A spiking layer whose stage is over; its folded weights never change again.',
    paper: 'Algorithm 1',
  },
  patience: {
    word: 'Tp',
    meaning: 'The patience: a stage ends after so many epochs without an improvement.',
    paper: '§4.2',
  },
  synOps: {
    word: 'SynOps',
    meaning:
      'Synaptic operations: one accumulate for each spike and outgoing connection. The ratio divides them by the multiply-accumulates of all of the ANN’s layers, the first included.',
    paper: '§5.5',
    formula: String.raw`\text{SynOps} = \sum_t \sum_l \sum_j f_j^l\,s_j^l[t]`,
  },
  neuroBench: {
    word: 'NeuroBench',
    meaning:
      'A benchmark whose definitions count a network alike in every program: its bytes, the shares of weights and activations that are 0, and the operations on inputs and weights that are not 0.',
    paper: '–',
  },
  earlyExit: {
    word: 'early exit',
    meaning:
      'Reading the answer of an example after the first step in which its largest output is ahead of the second by a given lead. Easy examples then take fewer steps than hard ones.',
    paper: '–',
  },
  mcnemar: {
    word: 'McNemar’s test',
    meaning:
      'Compares two runs on the same test examples by those that only one of them answers right: p is how probable so unequal numbers are if it is chance which of the two is right.',
    paper: '–',
  },
  wilson: {
    word: '95 % interval',
    meaning:
      'Wilson’s interval of a share of examples, for the accuracy on all examples of the kind; it says nothing of other seeds.',
    paper: '–',
  },
  signFlip: {
    word: 'sign-flip test',
    meaning:
      'Compares two settings over the same seeds by the differences of each seed: p is the share of all choices of their signs that give a mean at least as far from 0.',
    paper: '–',
  },
  raster: {
    word: 'raster',
    meaning: 'A row for each neuron, a column for each step, and a mark where it fired.',
    paper: '–',
  },
  points: {
    word: 'points',
    meaning: 'The difference of two percentages: from 98 % to 95 % it is −3 points.',
    paper: '–',
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type TermId = keyof typeof terms;

/** A term that has an equation. */
export type EquationId = {
  [Id in TermId]: (typeof terms)[Id] extends { readonly formula: string } ? Id : never;
}[TermId];
