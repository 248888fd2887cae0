/** The sweep's words for fields, axes and times. */
import { type Field, type FieldName, fields } from '../../runs/spec/fields.ts';
import type { SweepSpec } from '../../runs/sweep/sweep.ts';
import { writeCount } from '../../tasks/writing.ts';
import { shortName } from '../settings/words.ts';

/**
 * Returns the title of an axis, with its unit if the label does not have it: `time steps Ns`,
 * `learning rate`.
 */
export function axisWords(name: FieldName): string {
  const field: Field = fields[name];
  const numeric = field.kind === 'integer' || field.kind === 'number';
  const unit =
    numeric && field.unit && !field.label.toLowerCase().includes(field.unit) ? ` (${field.unit})` : '';
  return `${field.label}${unit}`;
}

/** Returns a name that is short enough for a legend: `Ns`, `Tp`, else the label. */
export function seriesName(name: FieldName): string {
  return shortName(name);
}

export function cellsWords(count: number): string {
  return count === 1 ? 'one cell' : `${writeCount(count)} cells`;
}

/** Returns the title of a sweep: `Ns × Tp · 3 seeds`. */
export function sweepTitle({ axes, seeds }: Pick<SweepSpec, 'axes' | 'seeds'>): string {
  const names = axes.map(({ field }) => seriesName(field)).join(' × ');
  return `${names} · ${seeds === 1 ? 'one seed' : `${seeds} seeds`}`;
}
