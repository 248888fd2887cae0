/**
 * The quantities that a cell can be judged by: how each is written, on which scale it is drawn, and
 * which way is better. Scores are those of the task's lead metric.
 */

import { findDataset } from '../../datasets/index.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import type { CellOutcome } from '../../runs/sweep/sweep.ts';
import { leadOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { scorePlace } from '../shared/charts/axes.ts';
import { compact, whole, withoutUnit } from '../shared/format.ts';
import { capital, directionNote } from '../shared/score-words.ts';

export type QuantityId = 'score' | 'drop' | 'synOps' | 'epochs' | 'touched' | 'seconds';

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
  /** Examples that it is measured on in the end: the whole test set. */
  readonly examples: number;
  /**
   * The colour, which is meaning: what the spiking network does, what is lost, what was learnt, and
   * what belongs to none of them.
   */
  readonly colour: 'spike' | 'bad' | 'tandem' | 'soft';
}

/** The value of each quantity in a finished cell. */
export const values: Readonly<Record<QuantityId, Quantity['of']>> = {
  score: ({ snnTest }) => snnTest,
  drop: ({ drop }) => drop,
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

function scoreOf(metric: Metric, examples: number): Quantity {
  const write = (value: number) => metric.write(value, examples);
  return {
    id: 'score',
    label: `test ${metric.short}`,
    help: `${capital(metric.label)} of the spiking network on the whole test set${inUnit[metric.unit]}${colourNotes[metric.scale]}.${directionNote(metric)}`,
    of: values.score,
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
function dropOf(metric: Metric, examples: number): Omit<Quantity, 'examples'> {
  const of = `Test ${metric.label} of the`;
  const difference =
    metric.better === 'higher'
      ? `${of} ANN that the cell started from minus that of its spiking network`
      : `${of} spiking network minus that of the ANN that the cell started from`;
  const points = metric.unit === '%';
  // The words tell the usual direction, so a positive value needs no sign.
  const write = (value: number) => metric.writeDifference(value, examples).replace(/^[+±]/, '');
  return {
    ...plain,
    id: 'drop',
    label: drops[metric.better],
    help: `${difference}${points ? ', in percentage points' : inUnit[metric.unit]}; below zero the spiking one is better.`,
    of: values.drop,
    write,
    short: (value) => withoutUnit(write(value)),
    unit: points ? 'points' : metric.unit,
    better: 'lower',
    colour: 'bad',
  };
}

/** The scale of quantities that are no score: a plain one. */
const plain = { place: (value: number) => value, metric: null } as const;

const ofAnyTask: readonly Omit<Quantity, 'examples'>[] = [
  {
    ...plain,
    id: 'synOps',
    label: 'SynOps ratio',
    help: 'Accumulates of the spiking network over all multiply-accumulates of the ANN, per image.',
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
    help: 'Training epochs over all stages until the run finished; pre-training of the ANN is not counted.',
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
    help: 'Parameters of the layers that training moved: those that an epoch trained whose weights were kept. Pre-training of the ANN is not counted.',
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
    help: 'How long the cell took, in seconds; cells that ran at the same time slowed each other down.',
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

/** Returns the quantities of runs of one task and data set, the same objects every time. */
export function quantitiesOf(spec: Pick<RunSpec, 'task' | 'dataset'>): readonly Quantity[] {
  const key = `${spec.task} ${spec.dataset}`;
  const before = known.get(key);
  if (before) return before;
  const metric = leadOf(spec);
  const examples = testExamples(spec);
  const others = [dropOf(metric, examples), ...ofAnyTask];
  const quantities = [scoreOf(metric, examples), ...others.map((other) => ({ ...other, examples }))];
  known.set(key, quantities);
  return quantities;
}

export function findQuantity(spec: Pick<RunSpec, 'task' | 'dataset'>, id: QuantityId): Quantity {
  return quantitiesOf(spec).find((quantity) => quantity.id === id)!;
}

/** Returns the head of a column of figures: `drop (points)`. */
export function columnWords({ label, unit }: Quantity): string {
  return unit === label || unit === '' ? label : `${label} (${unit})`;
}
