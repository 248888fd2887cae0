/**
 * Returns the size of an element, from the observer that knows it once it has been laid out: asking
 * the element would force a layout there and then. The first size comes at once, later ones when a
 * resize has come to rest.
 */
import { type RefCallback, useCallback, useState } from 'react';
import type { Size } from './frame.ts';

const rest = 60;

export function useSize(): [observe: RefCallback<Element>, size: Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const observe = useCallback<RefCallback<Element>>((element) => {
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      const take = () =>
        setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
      clearTimeout(timer);
      if (first) take();
      else timer = setTimeout(take, rest);
      first = false;
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return [observe, size];
}
