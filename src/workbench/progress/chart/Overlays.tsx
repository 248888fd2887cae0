/**
 * Draws the curves of the runs compared with the one shown, quiet and dashed, each with its number
 * at its end.
 */
import classes from './chart.module.css';
import { type Box, circlesPath, linePath, type Point } from './frame.ts';
import { dashesOf, spread } from './overlay-lines.ts';
import type { Overlay } from './use-chart.ts';

/** Space for a number, px. */
const label = { x: 12, y: 14 };

export interface OverlaysProps {
  readonly overlays: readonly Overlay[];
  /** The lines in the order of the overlays; empty for a run that has no epoch yet. */
  readonly lines: readonly (readonly Point[])[];
  readonly box: Box;
}

export function Overlays({ overlays, lines, box }: OverlaysProps) {
  const drawn = overlays.flatMap((overlay, i) => {
    const end = lines[i]?.at(-1);
    return end ? [{ ...overlay, line: lines[i] ?? [], end }] : [];
  });
  const ends = spread(
    drawn.map(({ end }) => ({ x: end.x + 5, y: end.y })),
    label,
    box.top + label.y / 2,
    box.bottom - label.y / 2,
  );
  return drawn.map(({ id, number, line }, i) => (
    <g key={id}>
      <path className={classes.overlay} d={linePath(line)} strokeDasharray={dashesOf(number)} />
      {line.length === 1 && <path className={classes.outcome} d={circlesPath(line, 3.4)} />}
      <text className={classes.number} x={ends[i]?.x} y={(ends[i]?.y ?? 0) + 4}>
        {number}
      </text>
    </g>
  ));
}
