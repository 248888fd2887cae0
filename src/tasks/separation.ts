/** Separation: the network tells two talkers in one microphone apart (§6.2–6.4). */
import type { Metric } from './metric.ts';
import type { Task } from './task.ts';
import { writeDecibelDifference, writeDecibels } from './writing.ts';

/** The most dB that a ratio is written with: beyond it, outputs are their targets. */
const most = 100;

const decibels = {
  unit: 'dB',
  stored: 'dB',
  better: 'higher',
  scale: 'linear',
  telling: () => 0.1,
  write: writeDecibels,
  writeDifference: writeDecibelDifference,
} as const;

const loss: Metric = {
  ...decibels,
  id: 'loss',
  label: 'negative SI-SDR',
  short: 'loss',
  help: 'Mean of −SI-SDR over both talkers in the better of both orders, without their means (Eq. 14).',
  better: 'lower',
  range: [-most, most],
};

const siSdr: Metric = {
  ...decibels,
  id: 'sisdr',
  label: 'SI-SDR',
  short: 'SI-SDR',
  help: 'Scale-invariant ratio of voice to distortion, 10·log₁₀(‖α·s‖² / ‖α·s − ŝ‖²), mean of both talkers in the better order.',
  range: [-most, most],
};

const improvement: Metric = {
  ...decibels,
  id: 'improvement',
  label: 'SI-SDR improvement',
  short: 'SI-SDRi',
  help: 'SI-SDR of the separated voices less that of the mixture itself.',
  range: [-2 * most, 2 * most],
};

/**
 * The groups of mixtures that are scored by themselves, by the bit that marks them: whether the
 * talkers were learnt from, and whether they have the same gender.
 */
export const mixtureGroups = [
  { id: 'closed', bit: 1, words: 'of talkers who were learnt from, in other words' },
  { id: 'open', bit: 2, words: 'of talkers who were never learnt from' },
  { id: 'same', bit: 4, words: 'of two talkers of one gender' },
  { id: 'different', bit: 8, words: 'of a woman and a man' },
] as const;

const byGroup = mixtureGroups.map(
  ({ id, words }): Metric => ({
    ...improvement,
    id,
    label: `SI-SDR improvement, ${id}`,
    short: `${id}`,
    help: `SI-SDR improvement in mixtures ${words}.`,
  }),
);

export const separation: Task = {
  id: 'separation',
  title: 'Separation',
  noun: { one: 'mixture', many: 'mixtures' },
  summary: 'The network tells two talkers in one microphone apart.',
  targets: 'voices',
  front: 'encoder',
  back: 'sigmoid',
  loss,
  metrics: [improvement, siSdr, ...byGroup],
  lead: improvement.id,
  outputs: ({ inputShape }) => inputShape.reduce((size, length) => size * length, 1),
  // The network says how long its signals are: mixtures are drawn for it.
  misfit: (_, { title, speech }) => (speech ? null : `${title} is not speech`),
};
