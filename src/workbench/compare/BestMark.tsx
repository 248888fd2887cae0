import classes from './compare.module.css';

/** What it means stands above the table. */
export function BestMark() {
  return <span className={classes.best}>best</span>;
}
