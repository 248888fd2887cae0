import { describe, expect, it } from 'vitest';
import { plain } from './differences.ts';
import { type Quantity, quantityRow } from './table.ts';

const quantity: Quantity<{ n: number | null }> = {
  label: 'n',
  unit: '',
  help: '',
  of: ({ n }) => n,
  write: String,
  difference: plain(0),
};
const row = (...values: (number | null)[]) =>
  quantityRow(
    quantity,
    values.map((n) => (n === null ? null : { n })),
  );

describe('a row of a comparison', () => {
  it('sets every run against the first', () => {
    expect(row(3, 5, 3).cells.map(({ words, difference }) => [words, difference])).toEqual([
      ['3', null],
      ['5', '+2'],
      ['3', '±0'],
    ]);
  });

  it('has a dash for what is missing or no number, and no difference from it', () => {
    const cells = row(null, 5, Number.NaN).cells;
    expect(cells.map(({ words }) => words)).toEqual(['–', '5', '–']);
    expect(cells.map(({ value }) => value)).toEqual([null, 5, null]);
    expect(cells.every(({ difference }) => difference === null)).toBe(true);
  });
});
