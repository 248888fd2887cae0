/** Shows a run's number with a piece of its line, as the chart draws it. */
import classes from './legend.module.css';
import { dashesOf } from './overlay-lines.ts';

export function LineSample({ number }: { number: number }) {
  return (
    <span className={classes.sample}>
      <b>{number}</b>
      <svg width={28} height={4} aria-hidden="true">
        <line
          x1={0}
          x2={28}
          y1={2}
          y2={2}
          strokeDasharray={dashesOf(number)}
          data-shown={number === 1 || undefined}
        />
      </svg>
    </span>
  );
}
