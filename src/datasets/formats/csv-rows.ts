/** Reads the rows of a CSV table one by one. */
import Papa from 'papaparse';
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';

/**
 * Calls `take` with the cells of each row that is not empty, and with its number, 1 for the first.
 * Throws a {@link DataError} that names the row where quotes do not match.
 */
export function eachRow(
  path: string,
  text: string,
  take: (row: readonly string[], line: number) => void,
): void {
  let line = 0;
  Papa.parse<string[]>(text, {
    skipEmptyLines: true,
    step: ({ data, errors }) => {
      line++;
      const [error] = errors.filter(({ type }) => type === 'Quotes');
      if (error) throw new DataError(`${path}, row ${writeCount(line)}: ${error.message}. Mend the row.`);
      take(data, line);
    },
  });
}
