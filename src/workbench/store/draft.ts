/**
 * The sweep as it stands in the form: its axes as typed, and the cells they give, checked at every
 * stroke.
 */
import { fields } from '../../runs/spec/fields.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { crossChecks } from '../../runs/spec/spec-checks.ts';
import { readWhole } from '../../runs/spec/typed-number.ts';
import { type AxisField, axisFields } from '../../runs/sweep/axes.ts';
import {
  type DecodedGrid,
  decodeGrid,
  encodeGrid,
  sweepOver,
  thousandsDoubt,
} from '../../runs/sweep/grid-text.ts';
import { cellsOf, leftOutOf } from '../../runs/sweep/plan.ts';
import type { LeftOut, SweepAxis, SweepCell, SweepSpec } from '../../runs/sweep/sweep.ts';
import { SweepError } from '../../runs/sweep/sweep-error.ts';
import type { Metric } from '../../tasks/metric.ts';
import { capital } from '../shared/score-words.ts';
import type { DraftAxis, SweepDraft } from './state.ts';

export interface CheckedDraft {
  /** The sweep, or null while something is wrong with it. */
  readonly sweep: SweepSpec | null;
  readonly cells: readonly SweepCell[];
  /** Combinations of its grid that cannot run, with their reasons. */
  readonly leftOut: readonly LeftOut[];
  readonly problems: readonly string[];
}

/**
 * Writes the values of an axis, `1,2,4`: the grid's text without the name before it. A list that
 * could be one number with thousands has spaces after its commas.
 */
function valuesText(axis: SweepAxis): string {
  const text = encodeGrid([axis]);
  const values = text.slice(text.indexOf(':') + 1);
  return thousandsDoubt(axis.field, values) === null ? values : values.replaceAll(',', ', ');
}

export function draftOf({ axes, seeds }: Pick<SweepSpec, 'axes' | 'seeds'>): SweepDraft {
  return { axes: axes.map((axis) => ({ field: axis.field, text: valuesText(axis) })), seeds: String(seeds) };
}

/**
 * Returns the axes as they were typed. A list that could be one number with thousands is a problem:
 * whoever typed it has to say which.
 */
export function readAxes(axes: readonly DraftAxis[]): DecodedGrid {
  // A space may group thousands; in a text it has no place.
  const plain = ({ field, text }: DraftAxis) =>
    fields[field].kind === 'text' ? text.replaceAll(' ', '') : text.trim();
  const grid = axes.map((axis) => `${fields[axis.field].link}:${plain(axis)}`).join(';');
  const { axes: read, problems } = decodeGrid(grid);
  return {
    axes: read,
    problems: [...problems, ...axes.flatMap(({ field, text }) => thousandsDoubt(field, text) ?? [])],
  };
}

function seedsOf(text: string): number | string {
  const count = readWhole(text);
  return Number.isNaN(count) ? text : count;
}

export function checkDraft(base: RunSpec, draft: SweepDraft): CheckedDraft {
  try {
    const sweep = sweepOver(base, readAxes(draft.axes), seedsOf(draft.seeds));
    return { sweep, cells: cellsOf(sweep), leftOut: leftOutOf(sweep), problems: [] };
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    return { sweep: null, cells: [], leftOut: [], problems: error.problems };
  }
}

/** Returns the fields that can still be made an axis. */
export function freeFields(axes: readonly DraftAxis[]): AxisField[] {
  return axisFields.filter((name) => !axes.some((axis) => axis.field === name));
}

const usualTexts: Partial<Record<AxisField, string>> = {
  timeSteps: '1,2,4,8,16,32',
  patience: '1..6',
  percentile: '99,99.9,100',
  learningRate: '1e-5,1e-4,1e-3',
  weightBits: 'float,8,6,4,2',
  fanIn: 'none,128,64,32',
};

/**
 * Returns the choices that do not contradict another setting, such as one of the method; all of
 * them when the base is contradictory anyway.
 */
function openChoices(name: AxisField, base: RunSpec, options: readonly string[]): readonly string[] {
  const open = options.filter((value) => crossChecks({ ...base, [name]: value }).length === 0);
  return open.length > 0 ? open : options;
}

/**
 * Returns an axis as it is added: every choice that can run, the usual values, or the one that is
 * set.
 */
export function newAxis(name: AxisField, base: RunSpec): DraftAxis {
  const field = fields[name];
  const usual = usualTexts[name];
  if (usual) return { field: name, text: usual };
  if (field.kind === 'choice') {
    const options = field.options.map(({ value }) => value);
    return { field: name, text: openChoices(name, base, options).join(',') };
  }
  if (field.kind === 'switch') return { field: name, text: 'on,off' };
  return { field: name, text: String(base[name]) };
}

/**
 * Returns the ticked texts of a choice's axis after one was toggled, in the order of the field's
 * options.
 */
export function toggled(text: string, value: string, options: readonly string[]): string {
  const chosen = new Set(text.split(',').map((part) => part.trim()));
  if (chosen.has(value)) chosen.delete(value);
  else chosen.add(value);
  return options.filter((option) => chosen.has(option)).join(',');
}

export interface StartingGrid {
  readonly words: string;
  /** The names, in a task's figures (task-words.ts), of the figures that the grid draws. */
  readonly figures: readonly string[];
  /** Returns the help, with the name of the score and a remark where the paper draws it too. */
  readonly help: (metric: Metric, paper: string) => string;
  readonly draft: SweepDraft;
}

/** Grids to begin with; the first is the smallest that shows something. */
export const startingGrids: readonly StartingGrid[] = [
  {
    words: 'Ns 1 … 32',
    figures: ['timeSteps score', 'timeSteps synOps'],
    help: ({ label }, paper) =>
      `${capital(label)} and SynOps ratio against the time window, over three seeds${paper}.`,
    draft: { axes: [{ field: 'timeSteps', text: '1,2,4,8,16,32' }], seeds: '3' },
  },
  {
    words: 'Tp 1 … 6',
    figures: ['patience score', 'patience epochs'],
    help: ({ label }, paper) =>
      `${capital(label)} and finishing epoch against the patience, over three seeds${paper}.`,
    draft: { axes: [{ field: 'patience', text: '1..6' }], seeds: '3' },
  },
  {
    words: 'PTL and rate × Ns',
    figures: [],
    help: () =>
      'What training wins at short windows, and how many steps rate conversion needs to come as far; one seed.',
    draft: {
      axes: [
        { field: 'method', text: 'ptl,rate' },
        { field: 'timeSteps', text: '1,2,4,8,16,32,64,128,256' },
      ],
      seeds: '1',
    },
  },
  {
    words: 'Ns × Tp heat map',
    figures: [],
    help: () => 'Five windows by three patiences, one seed.',
    draft: {
      axes: [
        { field: 'timeSteps', text: '1,2,4,8,16' },
        { field: 'patience', text: '1..3' },
      ],
      seeds: '1',
    },
  },
];

/** The grid on its button and its help, with the figures of the paper that a task has for it. */
export function startingWords(
  { words, figures, help }: StartingGrid,
  metric: Metric,
  drawn: Readonly<Partial<Record<string, string>>>,
): { readonly words: string; readonly help: string } {
  const [first, ...others] = figures.flatMap((name) => drawn[name] ?? []);
  if (first === undefined) return { words, help: help(metric, '') };
  // `Fig. 6 A, B`: of the others the letter alone.
  const named = [first, ...others.map((figure) => figure.replace(/^.* /, ''))].join(', ');
  return { words: `${named}: ${words}`, help: help(metric, ' (the paper takes five)') };
}
