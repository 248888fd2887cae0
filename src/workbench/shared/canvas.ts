/**
 * A canvas that stays crisp and current: its store holds device pixels, and it is drawn again when
 * what it shows, its size, the theme or a late font changes. `draw` works in CSS pixels. Only a
 * change of size is drawn within the frame that brings it, or the canvas would look stretched;
 * everything else waits for a task of its own, since frames and the commits of React have enough to
 * do.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Palette, readPalette } from './palette.ts';
import { zoomOf } from './place-in.ts';

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Surface extends Size {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
}

export type Draw = (surface: Surface) => void;

function paint(canvas: HTMLCanvasElement, { width, height }: Size, draw: Draw): void {
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return;
  const scale = (window.devicePixelRatio || 1) * zoomOf(canvas);
  const storeWidth = Math.round(width * scale);
  const storeHeight = Math.round(height * scale);
  if (canvas.width !== storeWidth) canvas.width = storeWidth;
  if (canvas.height !== storeHeight) canvas.height = storeHeight;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  draw({ context, width, height, palette: readPalette(canvas) });
}

/**
 * Returns the ref of a canvas that `draw` is drawn on. Keep `draw` the same function while nothing
 * it shows has changed: a new one means a redraw.
 */
export function useCanvas(draw: Draw): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  const soon = useRef(() => {});

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // The size comes from the observer, which knows it once it has been laid out; asking the
    // element would force a layout there and then.
    let size: Size | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const now = () => {
      clearTimeout(timer);
      if (size) paint(element, size, latest.current);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(now);
    };
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const first = size === null;
      size = entry.contentRect;
      if (first) later();
      else now();
    });
    observer.observe(element);
    const theme = new MutationObserver(later);
    theme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    document.fonts.addEventListener('loadingdone', later);
    // The browser prints what stands when the event is over.
    addEventListener('beforeprint', now);
    soon.current = later;
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      theme.disconnect();
      document.fonts.removeEventListener('loadingdone', later);
      removeEventListener('beforeprint', now);
      soon.current = () => {};
    };
  }, []);

  useLayoutEffect(() => {
    latest.current = draw;
    soon.current();
  }, [draw]);

  return canvas;
}
