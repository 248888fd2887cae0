/**
 * What a cell can be judged by: how it is written, on which scale it is drawn, and which way is
 * better. Scores go by the lead metric of the task.
 */
import { findDataset } from '../../datasets/index.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import type { CellOutcome } from '../../runs/sweep/sweep.ts';
import type { Metric } from '../../tasks/metric.ts';
import { scorePlace } from '../shared/charts/axes.ts';
import { compact, whole, withoutUnit } from '../shared/format.ts';
import { capital, directionNote, leadOf } from '../shared/score-words.ts';

export type QuantityId = 'score' | 'drop' | 'synOps' | 'epochs' | 'touched' | 'seconds';

export interface Quantity {
  readonly id: QuantityId;
  /** As it stands in a menu. */
  readonly label: string;
  /** What is measured, on what, in which unit. */
  readonly help: string;
  readonly of: (outcome: CellOutcome) => number;
  /** With its unit. */
  readonly write: (value: number) => string;
  /** Short enough for a cell of the heat map, the unit being said beside it. */
  readonly short: (value: number) => string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** Place of a value on its scale: scores on that of their metric, everything else plain. */
  readonly place: (value: number) => number;
  /** The metric of a score, whose axis a chart draws; null of what is no score. */
  readonly metric: Metric | null;
  /** That it was measured on in the end: the whole test set. */
  readonly examples: number;
  /**
   * Colour is meaning: what the spiking network does, what is lost, what was learnt, and what
   * belongs to none of them.
   */
  readonly colour: 'spike' | 'bad' | 'tandem' | 'soft';
}

/** What each quantity is of a cell that has finished. */
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

/** What a network is worse by than its ANN, called by the way that its score then goes. */
const drops: Readonly<Record<Metric['better'], string>> = { higher: 'drop', lower: 'rise' };

/** `drop`, `rise in MSE`: the same in a sentence. */
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

/** Lower scores have no place of their own on a log scale. */
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

/** Returns what is lost: the unit of a difference of percentages is a point. */
function dropOf(metric: Metric, examples: number): Omit<Quantity, 'examples'> {
  const of = `Test ${metric.label} of the`;
  const difference =
    metric.better === 'higher'
      ? `${of} ANN that the cell started from minus that of its spiking network`
      : `${of} spiking network minus that of the ANN that the cell started from`;
  const points = metric.unit === '%';
  // A sign says which way it went, and above zero it went the usual way.
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

/** What is no score stands on a plain scale. */
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

/** How many examples the whole test set of a data set has. */
export function testExamples({ dataset }: Pick<RunSpec, 'dataset'>): number {
  return findDataset(dataset)?.available.test ?? 1000;
}

const known = new Map<string, readonly Quantity[]>();

/** The quantities of runs of one task and data set, the same ones every time. */
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

/** `drop (points)`: what a column of figures holds. */
export function columnWords({ label, unit }: Quantity): string {
  return unit === label || unit === '' ? label : `${label} (${unit})`;
}
