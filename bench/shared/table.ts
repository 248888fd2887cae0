/** Prints tables of plain text: the first column to the left, numbers to the right. */

export type Cell = string | number;

function shown(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) || Math.abs(cell) >= 1000 ? cell.toFixed(0) : cell.toPrecision(3);
}

export function printTable(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const lines = [head, ...rows.map((row) => row.map(shown))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  console.log(`\n${title}`);
  for (const line of lines)
    console.log(
      widths
        .map((width, c) => (c === 0 ? (line[c] ?? '').padEnd(width) : (line[c] ?? '').padStart(width)))
        .join('  ')
        .trimEnd(),
    );
}
