/** A canvas chart with its data told in words for those who cannot see it. */
import type { ReactNode } from 'react';
import { type Draw, useCanvas } from './canvas.ts';
import styles from './inspect.module.css';

interface PlotProps {
  readonly draw: Draw;
  /** Summary of the data, not of the looks. */
  readonly label: string;
  /** In pixels; without it the plot takes the room that is left. */
  readonly height?: number;
  /** Laid over the canvas. */
  readonly children?: ReactNode;
}

export function Plot({ draw, label, height, children }: PlotProps) {
  const canvas = useCanvas(draw);
  return (
    <div className={styles.plot} style={height === undefined ? undefined : { height, flex: 'none' }}>
      <canvas ref={canvas} role="img" aria-label={label} />
      {children}
    </div>
  );
}
