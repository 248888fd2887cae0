/**
 * Lets a row be dragged by its handle: it moves while the pointer goes over the other rows, and all
 * of that is undone together.
 */
import { type DragEvent, useRef } from 'react';
import { edit } from './editor.ts';
import { moveTo } from './rows/edits.ts';

export interface Dragging {
  /** For the handle of a row. */
  handle(id: number): {
    readonly draggable: true;
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragEnd: () => void;
  };
  /** For the row itself. */
  row(id: number): {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
  };
}

let drags = 0;

export function useDrag(): Dragging {
  const dragged = useRef<{ readonly id: number; readonly tag: string } | null>(null);
  return {
    handle: (id) => ({
      draggable: true,
      onDragStart: (event) => {
        dragged.current = { id, tag: `drag ${++drags}` };
        event.dataTransfer.effectAllowed = 'move';
        const row = event.currentTarget.closest('li');
        if (row) event.dataTransfer.setDragImage(row, 0, 0);
      },
      onDragEnd: () => {
        dragged.current = null;
      },
    }),
    row: (place) => ({
      onDragEnter: () => {
        const { current } = dragged;
        if (current) edit((draft) => moveTo(draft, current.id, place), current.tag);
      },
      onDragOver: (event) => {
        if (dragged.current) event.preventDefault();
      },
    }),
  };
}
