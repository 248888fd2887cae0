import classes from './compare.module.css';

/** Marks the best run. A sentence above the table says what the mark means. */
export function BestMark() {
  return <span className={classes.best}>best</span>;
}
