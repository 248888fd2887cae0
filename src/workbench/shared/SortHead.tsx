/**
 * The head of a column that sorts its table: a button, for keys as for the mouse; pressed again it
 * reverses the order.
 */
import type { ReactNode } from 'react';
import classes from './sort-head.module.css';

export interface SortHeadProps {
  /** The order in which the table is sorted by this column, or null. */
  readonly order: 'ascending' | 'descending' | null;
  readonly onSort: (descending: boolean) => void;
  readonly title?: string | undefined;
  /** The kind of column, for its style. */
  readonly by?: string;
  /** True for words, which stand at the left; figures stand at the right. */
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
