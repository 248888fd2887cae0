/**
 * Reconstruction: the network reproduces its input, through a narrow layer in the middle (§6.1).
 */
import type { Metric } from './metric.ts';
import type { Task } from './task.ts';
import { writeSmall, writeSmallDifference } from './writing.ts';

const squared = {
  unit: '',
  stored: '1',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  scale: 'log',
  telling: (value: number) => 0.05 * value,
  write: writeSmall,
  writeDifference: writeSmallDifference,
} as const;

const loss: Metric = {
  ...squared,
  id: 'loss',
  label: 'loss',
  short: 'loss',
  help: 'Mean squared error of the outputs against the inputs, which training lowers.',
};

const meanSquaredError: Metric = {
  ...squared,
  id: 'mse',
  label: 'mean squared error',
  short: 'MSE',
  help: 'Mean over examples and values of (output − input)², inputs and outputs from 0 to 1.',
};

export const reconstruction: Task = {
  id: 'reconstruction',
  title: 'Reconstruction',
  summary: 'The network gives its input back from a few numbers in its middle layer.',
  targets: 'input',
  back: 'sigmoid',
  loss,
  metrics: [meanSquaredError],
  lead: meanSquaredError.id,
  lossIsLead: true,
  outputs: ({ inputShape }) => inputShape.reduce((size, length) => size * length, 1),
  misfit: (outputs, { title, inputShape }) => {
    const size = inputShape.reduce((product, length) => product * length, 1);
    if (outputs === size) return null;
    return `an input of ${title} has ${size} values (${inputShape.join('×')}), not ${outputs} outputs`;
  },
};
