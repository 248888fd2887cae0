/** Draws the map on a canvas, and follows the pointer and the arrow keys. */

import { useMediaQuery } from '@mantine/hooks';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Metric } from '../../../tasks/metric.ts';
import { useCanvas } from '../../shared/canvas.ts';
import { readPalette } from '../../shared/palette.ts';
import { placeIn } from '../../shared/place-in.ts';
import type { Quantity } from '../../words/quantities.ts';
import type { TakePicture } from '../export/picture.ts';
import { entryName, entryValue } from '../results/cell-words.ts';
import type { Marked } from '../results/marks.ts';
import type { Entry, Pivot } from '../results/pivot.ts';
import { drawMap, hit, layOut, rangeOf } from './geometry.ts';
import classes from './heatmap.module.css';
import { legendDrawing } from './legend-drawing.ts';
import { paintDrawing } from './paint.ts';

export interface HeatmapProps {
  readonly map: Pivot;
  readonly quantity: Quantity;
  /** The metric that the best entry is chosen by. */
  readonly metric: Metric;
  readonly marked: Marked;
  readonly focus: { readonly row: number; readonly column: number } | null;
  readonly onFocus: (focus: { row: number; column: number } | null) => void;
  readonly onOpen: (entry: Entry) => void;
  readonly picture: RefObject<TakePicture | null>;
  /** Elements that stand below the map. */
  readonly children: ReactNode;
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

function useRoom(): [RefObject<HTMLDivElement | null>, { width: number; height: number }] {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, room];
}

/** Height that is kept free below the map, px. */
const below = 104;

/** Height on a page that scrolls, where there is no room to fill, px. */
const heightOnPhone = 380;

/** Size that a picture is drawn for, however large the window is, px. */
const pictureRoom = { width: 860, height: 460 };

export function Heatmap(props: HeatmapProps) {
  const { map, quantity, metric, marked, focus, onFocus, onOpen, picture, children } = props;
  const [box, room] = useRoom();
  const narrow = useMediaQuery('(width <= 960px)', false, { getInitialValueInEffect: false });
  const layout = useMemo(
    () => layOut(map, { width: room.width - 4, height: narrow ? heightOnPhone : room.height - below }),
    [map, room, narrow],
  );
  const draw = useCallback(
    ({ context, palette }: Parameters<Parameters<typeof useCanvas>[0]>[0]) =>
      paintDrawing(context, drawMap(map, quantity, layout, { ...marked, focus }, palette.colour), palette),
    [map, quantity, layout, marked, focus],
  );
  const canvas = useCanvas(draw);
  const at = (where: { row: number; column: number } | null) =>
    where ? (map.entries.find((e) => e.row === where.row && e.column === where.column) ?? null) : null;

  useEffect(() => {
    picture.current = () => {
      const palette = readPalette(document.documentElement);
      const drawing = drawMap(
        map,
        quantity,
        layOut(map, pictureRoom),
        { ...marked, focus: null },
        palette.colour,
      );
      return {
        kind: 'shapes',
        drawings: [drawing, legendDrawing(rangeOf(map.entries), quantity, metric, marked)],
      };
    };
    return () => {
      picture.current = null;
    };
  }, [map, quantity, metric, marked, picture]);

  const under = (event: MouseEvent<HTMLElement>) => {
    const { x, y } = placeIn(event.currentTarget, event);
    return hit(layout, x, y);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const entry = at(focus);
    if (step) {
      event.preventDefault();
      const row = Math.min(layout.rows - 1, Math.max(0, (focus?.row ?? 0) + (focus ? step[0] : 0)));
      const column = Math.min(layout.columns - 1, Math.max(0, (focus?.column ?? 0) + (focus ? step[1] : 0)));
      onFocus({ row, column });
    } else if ((event.key === 'Enter' || event.key === ' ') && entry) {
      event.preventDefault();
      onOpen(entry);
    }
  };
  const entry = at(focus);
  return (
    <div ref={box} className={classes.box}>
      <div className={classes.scroll}>
        <div
          className={classes.map}
          style={{ width: layout.width, height: layout.height }}
          role="slider"
          tabIndex={0}
          aria-label={`Heat map of ${quantity.label}: arrow keys choose a cell, Enter opens its run`}
          aria-valuemin={1}
          aria-valuemax={map.entries.length}
          aria-valuenow={entry ? map.entries.indexOf(entry) + 1 : 1}
          aria-valuetext={entry ? `${entryName(entry, map)}: ${entryValue(entry, quantity)}` : 'none chosen'}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => {
            const where = under(event);
            if (where && (where.row !== focus?.row || where.column !== focus?.column)) onFocus(where);
          }}
          onClick={(event) => {
            const clicked = at(under(event));
            if (clicked) onOpen(clicked);
          }}
        >
          <canvas ref={canvas} aria-hidden />
        </div>
      </div>
      {children}
    </div>
  );
}
