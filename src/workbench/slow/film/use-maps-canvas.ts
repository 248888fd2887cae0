/**
 * A canvas of one pixel for each neuron. It is painted when what it shows changes, as long as it is
 * in view; out of view it waits.
 */
import { useComputedColorScheme } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { type Palette, readPalette } from '../../shared/palette.ts';
import type { Maps } from './maps.ts';

/** Fills the pixels; keep it the same function while it paints the same. */
export type Fill = (pixels: Uint32Array, palette: Palette) => void;

export function useMapsCanvas(maps: Maps, fill: Fill) {
  const { ref, entry } = useIntersection<HTMLCanvasElement>();
  const image = useRef<ImageData | null>(null);
  const canvas = entry?.target as HTMLCanvasElement | undefined;
  const inView = entry?.isIntersecting ?? false;
  const scheme = useComputedColorScheme();
  // `scheme` is no input of the fill: it changes what the palette reads.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const context = inView ? canvas?.getContext('2d') : null;
    if (!canvas || !context) return;
    const { width, height } = maps;
    if (image.current?.width !== width || image.current.height !== height)
      image.current = context.createImageData(width, height);
    fill(new Uint32Array(image.current.data.buffer), readPalette(canvas));
    context.putImageData(image.current, 0, 0);
  }, [canvas, inView, maps, fill, scheme]);
  return ref;
}
