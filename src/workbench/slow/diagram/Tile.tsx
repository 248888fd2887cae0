/** A box of a diagram: a title and a line, in the colour of what it holds. */
import classes from '../slow.module.css';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TileProps {
  readonly place: Place;
  /** Blue is analog, orange spiking, violet what is learnt. */
  readonly kind: 'ann' | 'spike' | 'tandem' | 'plain';
  readonly title: string;
  readonly line: string;
  readonly second?: string;
  /** Whether this is what the phase is about. */
  readonly active?: boolean;
  /** Not reached yet. */
  readonly faint?: boolean;
}

export function Tile({ place, kind, title, line, second, active = false, faint = false }: TileProps) {
  const { x, y, width, height } = place;
  const middle = x + width / 2;
  const lines = second === undefined ? 2 : 3;
  const first = y + height / 2 - (lines - 1) * 9 + 4;
  return (
    <g
      className={classes.tile}
      data-kind={kind}
      data-active={active || undefined}
      data-faint={faint || undefined}
    >
      <rect x={x + 1} y={y + 1} width={width - 2} height={height - 2} rx={8} />
      <text x={middle} y={first} textAnchor="middle" className={classes.tileTitle}>
        {title}
      </text>
      <text x={middle} y={first + 18} textAnchor="middle" className={classes.tileLine}>
        {line}
      </text>
      {second === undefined ? null : (
        <text x={middle} y={first + 36} textAnchor="middle" className={classes.tileLine}>
          {second}
        </text>
      )}
    </g>
  );
}
