/** Sorts a table's rows by one of its columns. */

export type SortValue = number | string | null;

/**
 * Returns the rows in order. Rows without a value come last in both directions; equal ones keep
 * their order.
 */
export function sortedBy<T>(rows: readonly T[], valueIn: (row: T) => SortValue, descending: boolean): T[] {
  return rows
    .map((row) => ({ row, value: valueIn(row) }))
    .toSorted((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      const order = compare(a.value, b.value);
      return descending ? -order : order;
    })
    .map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
