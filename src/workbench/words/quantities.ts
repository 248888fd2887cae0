/**
 * What a cell can be judged by: how it is written, on which scale it is drawn, and which way is
 * better.
 */
import type { CellOutcome } from '../../runs/sweep/sweep.ts';
import { compact, percent, whole } from '../shared/format.ts';
import { place } from '../shared/log-error.ts';

export type QuantityId = 'accuracy' | 'drop' | 'synOps' | 'epochs' | 'touched' | 'seconds';

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
  /** Place of a value on its scale: accuracies by their error, everything else plain. */
  readonly place: (value: number) => number;
  /**
   * Colour is meaning: what the spiking network does, what is lost, what was learnt, and what
   * belongs to none of them.
   */
  readonly colour: 'spike' | 'bad' | 'tandem' | 'soft';
}

/** Accuracies are of the whole test set of ten thousand images. */
const testImages = 10_000;
const minus = '\u2212';
const space = '\u00a0';

function signedPoints(difference: number, digits: number): string {
  const size = (100 * Math.abs(difference)).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${difference < 0 ? minus : ''}${size}`;
}

function seconds(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function few(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

export const quantities: readonly Quantity[] = [
  {
    id: 'accuracy',
    label: 'test accuracy',
    help: 'Accuracy of the spiking network on the whole test set, in percent; colours go by the error on a log scale.',
    of: (outcome) => outcome.snnTestAccuracy,
    write: (value) => percent(value, testImages),
    short: (value) => (100 * value).toFixed(2),
    unit: '%',
    better: 'higher',
    place: (value) => place(value, testImages),
    colour: 'spike',
  },
  {
    id: 'drop',
    label: 'drop',
    help: 'Test accuracy of the ANN that the cell started from minus that of its spiking network, in percentage points; below zero the spiking one is better.',
    of: (outcome) => outcome.drop,
    write: (value) => `${signedPoints(value, 2)}${space}points`,
    short: (value) => signedPoints(value, 2),
    unit: 'points',
    better: 'lower',
    place: (value) => value,
    colour: 'bad',
  },
  {
    id: 'synOps',
    label: 'SynOps ratio',
    help: 'Accumulates of the spiking network over all multiply-accumulates of the ANN, per image.',
    of: (outcome) => outcome.synOpsRatio,
    write: (value) => `${value.toFixed(3)}×`,
    short: (value) => value.toFixed(2),
    unit: '× ANN',
    better: 'lower',
    place: (value) => value,
    colour: 'spike',
  },
  {
    id: 'epochs',
    label: 'epochs',
    help: 'Training epochs over all stages until the run finished; pre-training of the ANN is not counted.',
    of: (outcome) => outcome.epochs,
    write: (value) => `${few(value)}${space}epochs`,
    short: few,
    unit: 'epochs',
    better: 'lower',
    place: (value) => value,
    colour: 'tandem',
  },
  {
    id: 'touched',
    label: 'parameters touched',
    help: 'Parameters of the layers that training moved: those that an epoch trained whose weights were kept. Pre-training of the ANN is not counted.',
    of: (outcome) => outcome.parametersTouched,
    write: (value) => `${whole(value)}${space}parameters`,
    short: compact,
    unit: '',
    better: 'lower',
    place: (value) => value,
    colour: 'tandem',
  },
  {
    id: 'seconds',
    label: 'time',
    help: 'How long the cell took, in seconds; cells that ran at the same time slowed each other down.',
    of: (outcome) => outcome.seconds,
    write: (value) => `${seconds(value)}${space}s`,
    short: seconds,
    unit: 's',
    better: 'lower',
    place: (value) => value,
    colour: 'soft',
  },
];

export function findQuantity(id: QuantityId): Quantity {
  return quantities.find((quantity) => quantity.id === id)!;
}

/** `drop (points)`: what a column of figures holds. */
export function columnWords({ label, unit }: Quantity): string {
  return unit === label || unit === '' ? label : `${label} (${unit})`;
}
