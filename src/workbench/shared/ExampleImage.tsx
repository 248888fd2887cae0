/** Draws an input or an output as a picture: grey or in colour, 0…1, its pixels left square. */
import { useEffect, useRef } from 'react';
import styles from './example-image.module.css';

interface ExampleImageProps {
  readonly values: Float32Array;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly label: string;
}

export function ExampleImage({ values, shape, label }: ExampleImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width, channels] = shape;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let at = 0; at < width * height; at += 1) {
      for (let c = 0; c < 3; c += 1)
        image.data[at * 4 + c] = 255 * (values[at * channels + Math.min(c, channels - 1)] ?? 0);
      image.data[at * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [values, width, height, channels]);

  return (
    <canvas
      ref={canvas}
      className={styles.image}
      style={{ aspectRatio: `${width} / ${height}` }}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}

/** Keeps the place of an image until there is one. */
export function NoImage({ shape }: Pick<ExampleImageProps, 'shape'>) {
  return <div className={styles.image} style={{ aspectRatio: `${shape[1]} / ${shape[0]}` }} />;
}
