/**
 * The quantities that a cell can be judged by: how each is written, on which scale it is drawn, and
 * which way is better. Scores are those of the task's lead metric. Those on the validation examples
 * come first, because whoever looks at them chooses; the test set has columns of its own.
 */

import { findDataset } from '../../datasets/index.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import type { CellOutcome } from '../../runs/sweep/sweep.ts';
import { leadOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { scorePlace } from '../shared/charts/axes.ts';
import { compact, whole, withoutUnit } from '../shared/format.ts';
import { capital, directionNote } from '../shared/score-words.ts';
import { quantityHelps } from './quantity-helps.ts';

export type QuantityId =
  | 'score'
  | 'drop'
  | 'testScore'
  | 'testDrop'
  | 'synOps'
  | 'epochs'
  | 'touched'
  | 'seconds';

/** The examples that a score is measured on: those held out of training, or the test set. */
export type Split = 'validation' | 'test';

export interface Quantity {
  readonly id: QuantityId;
  /** Label in a menu. */
  readonly label: string;
  /** Help in menus: what is measured, on what, in which unit. */
  readonly help: string;
  readonly of: (outcome: CellOutcome) => number;
  /** Writes a value with its unit. */
  readonly write: (value: number) => string;
  /** Writes a value short enough for a cell of the heat map; the unit stands beside the map. */
  readonly short: (value: number) => string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /**
   * Returns the place of a value on its scale: scores on that of their metric, everything else
   * plain.
   */
  readonly place: (value: number) => number;
  /** The metric of a score, whose axis a chart draws; null for a quantity that is no score. */
  readonly metric: Metric | null;
  /** The examples of a score or a drop, and those that any other quantity is measured on. */
  readonly split: Split;
  /** The number of these examples. */
  readonly examples: number;
  /** Returns the same score of the ANN that the cell started from; null for what is no score. */
  readonly ofAnn: ((outcome: CellOutcome) => number) | null;
  /**
   * The colour, which is meaning: what the spiking network does, what is lost, what was learnt, and
   * what belongs to none of them.
   */
  readonly colour: 'spike' | 'bad' | 'tandem' | 'soft';
}

/** The value of each quantity in a finished cell. */
export const values: Readonly<Record<QuantityId, Quantity['of']>> = {
  score: ({ snnValidation }) => snnValidation,
  drop: ({ validationDrop }) => validationDrop,
  testScore: ({ snnTest }) => snnTest,
  testDrop: ({ testDrop }) => testDrop,
  synOps: ({ synOpsRatio }) => synOpsRatio,
  epochs: ({ epochs }) => epochs,
  touched: ({ parametersTouched }) => parametersTouched,
  seconds: ({ seconds }) => seconds,
};

const space = '\u00a0';

function seconds(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function few(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** The name of the loss against the ANN, by the direction in which the score then moves. */
const drops: Readonly<Record<Metric['better'], string>> = { higher: 'drop', lower: 'rise' };

/** Returns the same name for use in a sentence: `drop`, `rise in MSE`. */
export function dropWords({ better, short }: Pick<Metric, 'better' | 'short'>): string {
  return better === 'higher' ? drops.higher : `${drops.lower} in ${short}`;
}

const inUnit: Readonly<Record<Metric['unit'], string>> = {
  '': '',
  '%': ', in percent',
  dB: ', in decibels',
  nats: ', in nats',
};

const colourNotes: Readonly<Record<Metric['scale'], string>> = {
  logError: '; colours go by the error on a log scale',
  log: '; colours go by its logarithm',
  linear: '',
};

/** The lowest score that has a place of its own on a log scale. */
const leastScore = 1e-12;

/** The examples of each split in words. */
const examplesWords: Readonly<Record<Split, string>> = {
  validation: 'the validation examples, by which combinations are chosen',
  test: 'the whole test set, which chooses nothing',
};

function scoreOf(metric: Metric, split: Split, examples: number): Quantity {
  const write = (value: number) => metric.write(value, examples);
  const id = split === 'validation' ? 'score' : 'testScore';
  return {
    id,
    label: `${split} ${metric.short}`,
    help: `${capital(metric.label)} of the spiking network on ${examplesWords[split]}${inUnit[metric.unit]}${colourNotes[metric.scale]}.${directionNote(metric)}`,
    of: values[id],
    ofAnn: split === 'validation' ? ({ annValidation }) => annValidation : ({ annTest }) => annTest,
    split,
    write,
    short: (value) => withoutUnit(write(value)),
    unit: metric.unit,
    better: metric.better,
    place: (value) =>
      scorePlace(metric, metric.scale === 'log' ? Math.max(leastScore, value) : value, examples),
    metric,
    examples,
    colour: 'spike',
  };
}

/**
 * Returns the quantity of the loss against the ANN: the unit of a difference of percentages is a
 * point.
 */
function dropOf(metric: Metric, split: Split, examples: number): Quantity {
  const id = split === 'validation' ? 'drop' : 'testDrop';
  const of = `${capital(split)} ${metric.label} of the`;
  const difference =
    metric.better === 'higher'
      ? `${of} ANN that the cell started from minus that of its spiking network`
      : `${of} spiking network minus that of the ANN that the cell started from`;
  const points = metric.unit === '%';
  // The words tell the usual direction, so a positive value needs no sign.
  const write = (value: number) => metric.writeDifference(value, examples).replace(/^[+±]/, '');
  return {
    ...plain,
    id,
    label: `${split} ${drops[metric.better]}`,
    split,
    examples,
    help: `${difference}${points ? ', in percentage points' : inUnit[metric.unit]}; below zero the spiking one is better.`,
    of: values[id],
    write,
    short: (value) => withoutUnit(write(value)),
    unit: points ? 'points' : metric.unit,
    better: 'lower',
    colour: 'bad',
  };
}

/** The scale of quantities that are no score: a plain one. */
const plain = { place: (value: number) => value, metric: null, ofAnn: null } as const;

const ofAnyTask: readonly Omit<Quantity, 'examples' | 'split'>[] = [
  {
    ...plain,
    id: 'synOps',
    label: 'SynOps ratio',
    help: quantityHelps.synOps,
    of: values.synOps,
    write: (value) => `${value.toFixed(3)}×`,
    short: (value) => value.toFixed(2),
    unit: '× ANN',
    better: 'lower',
    colour: 'spike',
  },
  {
    ...plain,
    id: 'epochs',
    label: 'epochs',
    help: quantityHelps.epochs,
    of: values.epochs,
    write: (value) => `${few(value)}${space}epochs`,
    short: few,
    unit: 'epochs',
    better: 'lower',
    colour: 'tandem',
  },
  {
    ...plain,
    id: 'touched',
    label: 'parameters touched',
    help: quantityHelps.touched,
    of: values.touched,
    write: (value) => `${whole(value)}${space}parameters`,
    short: compact,
    unit: '',
    better: 'lower',
    colour: 'tandem',
  },
  {
    ...plain,
    id: 'seconds',
    label: 'time',
    help: quantityHelps.seconds,
    of: values.seconds,
    write: (value) => `${seconds(value)}${space}s`,
    short: seconds,
    unit: 's',
    better: 'lower',
    colour: 'soft',
  },
];

/** Returns how many examples the whole test set of a data set has. */
export function testExamples({ dataset }: Pick<RunSpec, 'dataset'>): number {
  return findDataset(dataset)?.available.test ?? 1000;
}

const known = new Map<string, readonly Quantity[]>();

type Measured = Pick<RunSpec, 'task' | 'dataset' | 'validationCount'>;

/** Returns the quantities of runs that are measured alike, the same objects every time. */
export function quantitiesOf(spec: Measured): readonly Quantity[] {
  const test = testExamples(spec);
  const key = `${spec.task} ${spec.dataset} ${spec.validationCount} ${test}`;
  const before = known.get(key);
  if (before) return before;
  const metric = leadOf(spec);
  const scores = (split: Split, examples: number) => [
    scoreOf(metric, split, examples),
    dropOf(metric, split, examples),
  ];
  const quantities = [
    ...scores('validation', spec.validationCount),
    ...scores('test', test),
    // Operations are counted on the test set.
    ...ofAnyTask.map((other) => ({ ...other, split: 'test' as const, examples: test })),
  ];
  known.set(key, quantities);
  return quantities;
}

export function findQuantity(spec: Measured, id: QuantityId): Quantity {
  return quantitiesOf(spec).find((quantity) => quantity.id === id)!;
}

/** Returns the head of a column of figures: `drop (points)`. */
export function columnWords({ label, unit }: Quantity): string {
  return unit === label || unit === '' ? label : `${label} (${unit})`;
}
