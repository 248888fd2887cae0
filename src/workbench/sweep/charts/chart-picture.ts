/** Hands the drawing of the charts on screen to the export. */
import { type RefObject, useEffect, useRef } from 'react';
import { serialiseCharts } from '../export/charts.ts';
import type { TakePicture } from '../export/picture.ts';
import type { ShownSweep } from '../use-sweep.ts';

export interface ChartViewProps {
  readonly shown: ShownSweep;
  readonly picture: RefObject<TakePicture | null>;
}

/** Returns the ref of the element around the charts. */
export function useChartPicture(picture: RefObject<TakePicture | null>): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    picture.current = () => (box.current ? serialiseCharts(box.current) : null);
    return () => {
      picture.current = null;
    };
  }, [picture]);
  return box;
}
