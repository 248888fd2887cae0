/** Where an output is off, pixel by pixel: the redder the further. */
import { useMemo } from 'react';
import { type Draw, useCanvas } from '../../shared/canvas.ts';
import styles from './reconstruction.module.css';

interface ErrorImageProps {
  /** |output − target| of each pixel. */
  readonly map: Float32Array;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** The error that has full red. */
  readonly top: number;
  readonly label: string;
}

export function ErrorImage({ map, shape: [rows, columns], top, label }: ErrorImageProps) {
  const draw = useMemo(() => drawErrors(map, rows, columns, top), [map, rows, columns, top]);
  const canvas = useCanvas(draw);
  return (
    <div className={styles.error} style={{ aspectRatio: `${columns} / ${rows}` }}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

function drawErrors(map: Float32Array, rows: number, columns: number, top: number): Draw {
  return ({ context, width, height, palette }) => {
    context.fillStyle = palette.colour.bad;
    for (let row = 0; row < rows; row += 1) {
      // Whole pixels: where edges fell between two, lines would show.
      const y = Math.round((row * height) / rows);
      const high = Math.round(((row + 1) * height) / rows) - y;
      for (let column = 0; column < columns; column += 1) {
        const share = Math.min(1, (map[row * columns + column] ?? 0) / top);
        if (!(share > 0)) continue;
        const x = Math.round((column * width) / columns);
        context.globalAlpha = share;
        context.fillRect(x, y, Math.round(((column + 1) * width) / columns) - x, high);
      }
    }
    context.globalAlpha = 1;
  };
}

/** What the reds of error maps mean. */
export function ErrorKey({ top }: { readonly top: number }) {
  return (
    <p className={styles.scale}>
      <span>|output − original|</span>
      <i aria-hidden />
      <span className={styles.ends}>
        <span>0</span>
        <span>{top.toFixed(1)}</span>
      </span>
    </p>
  );
}
