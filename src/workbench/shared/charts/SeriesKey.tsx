import classes from './chart.module.css';
import { lineStyle } from './line-style.ts';

export interface SeriesKeyProps {
  readonly names: readonly string[];
}

/** Shows which line is which. */
export function SeriesKey({ names }: SeriesKeyProps) {
  if (names.length < 2) return null;
  return (
    <p className={classes.keys}>
      {names.map((name, i) => {
        const { stroke, dash } = lineStyle(i, names.length);
        return (
          <span key={name}>
            <svg width="28" height="8" aria-hidden>
              <line x1="0" x2="28" y1="4" y2="4" stroke={stroke} strokeWidth="2.2" strokeDasharray={dash} />
            </svg>
            {name}
          </span>
        );
      })}
    </p>
  );
}
