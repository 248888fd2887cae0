/**
 * A canvas that stays crisp and current: its store holds device pixels, and it is drawn again when what it shows, its
 * size, the theme or a late font changes. `draw` works in CSS pixels.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Palette, readPalette } from './palette.ts';

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

export type Draw = (surface: Surface) => void;

function paint(canvas: HTMLCanvasElement, draw: Draw): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0 || height === 0) return;
  const scale = window.devicePixelRatio || 1;
  const storeWidth = Math.round(width * scale);
  const storeHeight = Math.round(height * scale);
  if (canvas.width !== storeWidth) canvas.width = storeWidth;
  if (canvas.height !== storeHeight) canvas.height = storeHeight;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  draw({ context, width, height, palette: readPalette(canvas) });
}

/** Keep `draw` the same function while nothing it shows has changed: a new one means a redraw. */
export function useCanvas(draw: Draw): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);

  useLayoutEffect(() => {
    latest.current = draw;
    if (canvas.current) paint(canvas.current, draw);
  }, [draw]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const redraw = () => paint(element, latest.current);
    const size = new ResizeObserver(redraw);
    size.observe(element);
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    document.fonts.addEventListener('loadingdone', redraw);
    return () => {
      size.disconnect();
      theme.disconnect();
      document.fonts.removeEventListener('loadingdone', redraw);
    };
  }, []);

  return canvas;
}
