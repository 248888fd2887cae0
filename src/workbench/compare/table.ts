/**
 * A table of runs side by side: a column for each, rows in groups, each cell with its difference
 * from the first run.
 */

export interface Cell {
  /** As it goes into a file, at full precision; null where there is none. */
  readonly value: number | string | null;
  readonly words: string;
  /**
   * Against the first run, signed; null in its own column and where there is nothing to compare.
   */
  readonly difference: string | null;
}

export interface Row {
  readonly label: string;
  /** Of the values in a file. */
  readonly unit: string;
  readonly help: string;
  /** One for each column. */
  readonly cells: readonly Cell[];
}

export interface Group {
  readonly title: string;
  /** What holds for all of it, or null. */
  readonly note: string | null;
  readonly rows: readonly Row[];
}

export const none = '–';

export function textRow(label: string, values: readonly (string | null)[], help = ''): Row {
  return {
    label,
    unit: '',
    help,
    cells: values.map((value) => ({ value, words: value ?? none, difference: null })),
  };
}

/** Something measured: how it is read from a source, written and set against another. */
export interface Quantity<S> {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly of: (source: S) => number | null;
  readonly write: (value: number, source: S) => string;
  readonly difference: (value: number, reference: number, source: S) => string | null;
}

/** A source is null where a run has none. */
export function quantityRow<S>(quantity: Quantity<S>, sources: readonly (S | null)[]): Row {
  const { label, unit, help } = quantity;
  const values = sources.map((source) => {
    const value = source === null ? null : quantity.of(source);
    return value !== null && Number.isFinite(value) ? value : null;
  });
  const [reference = null] = values;
  const cells = values.map((value, i): Cell => {
    const source = sources[i];
    if (value === null || source == null) return { value: null, words: none, difference: null };
    return {
      value,
      words: quantity.write(value, source),
      difference: i > 0 && reference !== null ? quantity.difference(value, reference, source) : null,
    };
  });
  return { label, unit, help, cells };
}
