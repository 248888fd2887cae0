/**
 * Finds cells of a sweep that are computed more than once, and settings that have no effect, and
 * reports them in words.
 */
import type { FieldName } from '../spec/fields.ts';
import { effectKey, unusedWords } from '../spec/methods/unused-settings.ts';
import { cellsOf } from './plan.ts';
import type { SweepCell, SweepSpec } from './sweep.ts';

/** Returns how many cells compute what an earlier one does. */
function repeatsAmong(cells: readonly SweepCell[]): number {
  return cells.length - new Set(cells.map(({ spec }) => effectKey(spec))).size;
}

/** Returns the reasons, “patience is not used by rate”, each once, over all cells. */
function reasons(cells: readonly SweepCell[], names: readonly FieldName[]): string[] {
  return [...new Set(cells.flatMap(({ spec }) => names.flatMap((name) => unusedWords(name, spec) ?? [])))];
}

/**
 * Returns a line when cells repeat each other because an axis changes nothing for their method, and
 * one for each chosen setting of the base that changes nothing in any cell.
 */
export function unusedLines(sweep: SweepSpec, chosen: readonly FieldName[]): string[] {
  const cells = cellsOf(sweep);
  const idle = chosen.flatMap((name) => {
    const words = reasons(cells, [name]);
    const used = cells.some(({ spec }) => unusedWords(name, spec) === null);
    return used ? [] : [`${words.join(', ')}; the sweep goes on without it`];
  });
  const repeats = repeatsAmong(cells);
  if (repeats === 0) return idle;
  const varied = sweep.axes.filter(({ values }) => values.length > 1).map(({ field }) => field);
  const why = reasons(cells, varied).join(', ');
  return [...idle, `${why}: ${repeats} of the ${cells.length} cells compute what another one does`];
}
