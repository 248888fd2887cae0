/** A grey or colour image of the data set, its pixels left square. */
import { useEffect, useRef } from 'react';
import styles from './classification.module.css';

interface DigitImageProps {
  readonly pixels: Float32Array;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly label: string;
}

export function DigitImage({ pixels, shape, label }: DigitImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width, channels] = shape;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let at = 0; at < width * height; at += 1) {
      for (let c = 0; c < 3; c += 1)
        image.data[at * 4 + c] = 255 * (pixels[at * channels + Math.min(c, channels - 1)] ?? 0);
      image.data[at * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [pixels, width, height, channels]);

  return (
    <canvas
      ref={canvas}
      className={styles.digit}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}
