/** Classification: the answer is one of the data set's classes (§5.1). */
import type { Metric } from './metric.ts';
import type { Task } from './task.ts';
import { writePoints, writeShare, writeSmall, writeSmallDifference } from './writing.ts';

/** The smallest number of classes with a top-5 accuracy; with fewer classes it would say little. */
export const topFiveFrom = 11;

const crossEntropy: Metric = {
  id: 'loss',
  label: 'cross-entropy',
  short: 'loss',
  help: 'Mean cross-entropy of the softmax of the outputs, −log p(class), in nats.',
  unit: 'nats',
  stored: 'nats',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  scale: 'linear',
  telling: (value) => 0.05 * value,
  write: (value) => `${writeSmall(value)}\u00a0nats`,
  writeDifference: (difference) => `${writeSmallDifference(difference)}\u00a0nats`,
};

const share = {
  unit: '%',
  stored: '0-1',
  better: 'higher',
  range: [0, 1],
  scale: 'logError',
  telling: () => 0.01,
  write: writeShare,
  writeDifference: writePoints,
} as const;

const accuracy: Metric = {
  ...share,
  id: 'accuracy',
  label: 'accuracy',
  short: 'accuracy',
  help: 'Share of the examples whose largest output is that of their class; of equal outputs the lower class counts.',
};

const topFive: Metric = {
  ...share,
  id: 'top5',
  label: 'top-5 accuracy',
  short: 'top-5',
  help: 'Share of the examples whose class is among the five largest outputs.',
};

export const classification: Task = {
  id: 'classification',
  title: 'Classification',
  summary: 'The network says which class an example belongs to.',
  targets: 'class',
  back: 'linear',
  loss: crossEntropy,
  metrics: [accuracy, topFive],
  lead: accuracy.id,
  outputs: ({ classNames }) => classNames.length,
  misfit: (outputs, { title, classNames }) =>
    outputs === classNames.length
      ? null
      : `${title} has ${classNames.length} classes, not ${outputs} outputs`,
};
