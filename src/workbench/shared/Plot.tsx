/** A canvas chart whose data is described in words for those who cannot see it. */
import type { ReactNode } from 'react';
import { type Draw, useCanvas } from './canvas.ts';
import styles from './inspect.module.css';

interface PlotProps {
  readonly draw: Draw;
  /** A summary of the data, not of its looks. */
  readonly label: string;
  /** Height in pixels; without it the plot takes the room that is left. */
  readonly height?: number;
  /** Elements laid over the canvas. */
  readonly children?: ReactNode;
}

export function Plot({ draw, label, height, children }: PlotProps) {
  const canvas = useCanvas(draw);
  return (
    <div
      className={styles.plot}
      style={height === undefined ? undefined : { height, minHeight: height, flex: 'none' }}
    >
      <canvas ref={canvas} role="img" aria-label={label} />
      {children}
    </div>
  );
}
