/**
 * Head of a column that sorts its table: a button, for keys as for the mouse; pressed again it
 * turns the order round.
 */
import type { ReactNode } from 'react';
import classes from './sort-head.module.css';

export interface SortHeadProps {
  /** How the table is sorted by this column, or null. */
  readonly order: 'ascending' | 'descending' | null;
  readonly onSort: (descending: boolean) => void;
  readonly title?: string | undefined;
  /** What kind of column it is, for its style. */
  readonly by?: string;
  /** Words stand at the left, figures at the right. */
  readonly words?: boolean;
  readonly children: ReactNode;
}

export function SortHead({ order, onSort, title, by, words, children }: SortHeadProps) {
  return (
    <th scope="col" data-by={by} data-words={words || undefined} aria-sort={order ?? 'none'}>
      <button
        type="button"
        className={classes.sort}
        title={title}
        onClick={() => onSort(order === 'ascending')}
      >
        {children}
        <span aria-hidden>{order === null ? '' : order === 'descending' ? ' ▾' : ' ▴'}</span>
      </button>
    </th>
  );
}
