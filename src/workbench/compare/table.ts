/**
 * A table of runs side by side: a column for each, rows in groups, each cell with its difference
 * from the first run.
 */

export interface Cell {
  /** The value as it goes into a file, at full precision; null where there is none. */
  readonly value: number | string | null;
  readonly words: string;
  /**
   * The difference from the first run, signed; null in its own column and when there is nothing to
   * compare.
   */
  readonly difference: string | null;
}

export interface Row {
  readonly label: string;
  /** The unit of the values in a file. */
  readonly unit: string;
  readonly help: string;
  /** The cells, one for each column. */
  readonly cells: readonly Cell[];
}

export interface Group {
  readonly title: string;
  /** A remark that holds for the whole group, or null. */
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

/** A measured quantity: how it is read from a source, written and set against another. */
export interface Quantity<S> {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly of: (source: S) => number | null;
  readonly write: (value: number, source: S) => string;
  readonly difference: (value: number, reference: number, source: S) => string | null;
}

/** Returns the row of a quantity. A source is null where a run has none. */
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
