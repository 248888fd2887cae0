/**
 * Lays out the heat map: cells, labels and marks, from the table of entries and the room there is.
 */

import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { valueWords } from '../../settings/words.ts';
import type { Palette } from '../../shared/palette.ts';
import type { Quantity } from '../../words/quantities.ts';
import { shareDone } from '../results/cells.ts';
import type { Entry, Pivot } from '../results/pivot.ts';
import { axisWords } from '../words.ts';
import { contrast, type Drawing, type Paint, paintText, type Shape } from './shapes.ts';

/** Width of a figure in the face for numbers at 12 pixels, px. */
const figureWidth = 7.3;
const smallest = { width: 16, height: 18 };
const largest = { width: 172, height: 84 };
/** Narrower cells show no value, px. */
const leastForValue = 42;
/** Smaller cells show no deviation under the value, px. */
const leastForSpread = { width: 62, height: 40 };
const labelHeight = 18;
const titleHeight = 20;
const gap = 2;

export interface MapLayout {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly columnLabels: readonly string[];
  readonly rowLabels: readonly string[];
}

/**
 * Returns the label of a value. A method is named by its id: its title would leave no room for the
 * cells.
 */
function label(field: SweepAxis['field'], value: SweepAxis['values'][number]): string {
  return field === 'method' ? String(value) : valueWords(field, value);
}

/**
 * Lays the map out. `room` is the size that the panel offers; a map that needs more is wider or
 * higher, and scrolls.
 */
export function layOut(
  { columns, rows }: Pick<Pivot, 'columns' | 'rows'>,
  room: { readonly width: number; readonly height: number },
): MapLayout {
  const columnLabels = columns.values.map((value) => label(columns.field, value));
  const rowLabels = rows?.values.map((value) => label(rows.field, value)) ?? [];
  const labelWidth = Math.max(0, ...rowLabels.map((label) => label.length)) * figureWidth;
  const left = rows ? Math.ceil(labelWidth) + titleHeight + 10 : 4;
  const top = 4;
  const below = labelHeight + titleHeight + 4;
  const across = columnLabels.length;
  const down = Math.max(1, rowLabels.length);
  const within = (space: number, count: number, least: number, most: number) =>
    Math.max(least, Math.min(most, Math.floor(space / count)));
  const cellWidth = within(room.width - left - 4, across, smallest.width, largest.width);
  const cellHeight = within(room.height - top - below, down, smallest.height, largest.height);
  return {
    left,
    top,
    cellWidth,
    cellHeight,
    columns: across,
    rows: down,
    width: left + across * cellWidth + 4,
    height: top + down * cellHeight + below,
    columnLabels,
    rowLabels,
  };
}

/** Returns the entry under a point of the drawing, by row and column, or null. */
export function hit(layout: MapLayout, x: number, y: number): { row: number; column: number } | null {
  const column = Math.floor((x - layout.left) / layout.cellWidth);
  const row = Math.floor((y - layout.top) / layout.cellHeight);
  const inside = column >= 0 && column < layout.columns && row >= 0 && row < layout.rows;
  return inside ? { row, column } : null;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Returns the lowest and highest mean; null while there is none. */
export function rangeOf(entries: readonly Entry[]): Range | null {
  const means = entries.flatMap(({ statistic }) => (statistic ? [statistic.mean] : []));
  return means.length === 0 ? null : { low: Math.min(...means), high: Math.max(...means) };
}

/** Returns the colour of a value: the strongest at the highest value, a pale one at the lowest. */
export function rampPaint(quantity: Quantity, range: Range, value: number): Paint {
  const low = quantity.place(range.low);
  const span = quantity.place(range.high) - low;
  const share = span > 0 ? (quantity.place(value) - low) / span : 1;
  return { from: 'panel', to: quantity.colour, share: 0.1 + 0.8 * share };
}

export interface MapMarks {
  readonly best: Entry | null;
  readonly edge: ReadonlySet<Entry>;
  /** The entry that the keyboard or the pointer is on. */
  readonly focus: { readonly row: number; readonly column: number } | null;
}

export function drawMap(
  pivot: Pivot,
  quantity: Quantity,
  layout: MapLayout,
  marks: MapMarks,
  colour: Palette['colour'],
): Drawing {
  const range = rangeOf(pivot.entries);
  const shapes: Shape[] = [];
  for (const entry of pivot.entries)
    shapes.push(...entryShapes(entry, quantity, range, layout, marks, colour));
  shapes.push(...outline(layout, marks));
  shapes.push(...labels(pivot, layout));
  return { width: layout.width, height: layout.height, shapes };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boxOf(layout: MapLayout, { row, column }: { row: number; column: number }) {
  return {
    x: layout.left + column * layout.cellWidth + gap / 2,
    y: layout.top + row * layout.cellHeight + gap / 2,
    width: layout.cellWidth - gap,
    height: layout.cellHeight - gap,
  };
}

/**
 * Returns ink or paper, black or white, whichever reads best on the ground: on the worst shade
 * black and white both have 4.58:1.
 */
export function textOn(ground: Paint, colour: Palette['colour']): Paint {
  const painted = paintText(ground, colour);
  const candidates: readonly Paint[] = ['ink', 'panel', '#000000', '#ffffff'];
  const rated = candidates.map((paint) => ({ paint, ratio: contrast(painted, paintText(paint, colour)) }));
  return rated.reduce((best, next) => (next.ratio > best.ratio ? next : best)).paint;
}

function entryShapes(
  entry: Entry,
  quantity: Quantity,
  range: Range | null,
  layout: MapLayout,
  marks: MapMarks,
  colour: Palette['colour'],
): Shape[] {
  const box = boxOf(layout, entry);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const shapes: Shape[] = [];
  // Without any cell the entry has no ground either.
  if (entry.state === 'leftOut')
    return [{ kind: 'text', ...middle, text: '–', fill: 'soft', face: 'figures', align: 'center' }];
  if (entry.statistic && range) {
    const fill = rampPaint(quantity, range, entry.statistic.mean);
    const ink = textOn(fill, colour);
    shapes.push({ kind: 'rect', ...box, fill });
    if (layout.cellWidth >= leastForValue) {
      const { mean, sd } = entry.statistic;
      const both =
        sd !== null && layout.cellHeight >= leastForSpread.height && layout.cellWidth >= leastForSpread.width;
      const figure = (text: string, y: number): Shape => ({
        kind: 'text',
        x: middle.x,
        y,
        text,
        fill: ink,
        face: 'figures',
        weight: 500,
        align: 'center',
      });
      shapes.push(figure(quantity.short(mean), both ? middle.y - 8 : middle.y));
      if (both) shapes.push(figure(`± ${quantity.short(sd)}`, middle.y + 8));
    }
    if (marks.edge.has(entry)) shapes.push(diamond(box.x + box.width - 9, box.y + 9, ink));
  } else shapes.push({ kind: 'rect', ...box, fill: 'sunk' });
  if (entry.state === 'running') shapes.push(...underWay(entry, box));
  if (entry.state === 'waiting' && !entry.statistic)
    shapes.push({ kind: 'rect', ...inset(box, 0.5), stroke: 'line' });
  if (entry.views.some((view) => view.state === 'failed'))
    shapes.push(...cross(box, entry.statistic !== null));
  return shapes;
}

/** Draws a violet frame, and along its foot how much of the running cells is done. */
function underWay(entry: Entry, box: Box): Shape[] {
  const shares = entry.views.filter(({ state }) => state === 'running').map(shareDone);
  const share = shares.reduce((sum, done) => sum + done, 0) / Math.max(1, shares.length);
  const inner = inset(box, 3);
  return [
    { kind: 'rect', ...inset(box, 1.5), stroke: 'tandem', lineWidth: 3 },
    {
      kind: 'rect',
      x: inner.x,
      y: inner.y + inner.height - 4,
      width: share * inner.width,
      height: 4,
      fill: 'tandem',
    },
  ];
}

function inset(box: Box, by: number) {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by };
}

function diamond(x: number, y: number, fill: Paint): Shape {
  const r = 4;
  const points = [
    [x, y - r],
    [x + r, y],
    [x, y + r],
    [x - r, y],
  ] as const;
  return { kind: 'path', points, closed: true, fill };
}

/** Crosses out a failed cell, only in the corner if other seeds of it have finished. */
function cross(box: Box, corner: boolean): Shape[] {
  const size = corner ? 4 : Math.min(9, box.height / 3);
  const x = corner ? box.x + 9 : box.x + box.width / 2;
  const y = corner ? box.y + 9 : box.y + box.height / 2;
  const stroke = { closed: false, stroke: 'bad', lineWidth: 2 } as const;
  return [
    // The ground hides the ramp, on whose strong end red would not show.
    {
      kind: 'rect',
      x: x - size - 2,
      y: y - size - 2,
      width: 2 * size + 4,
      height: 2 * size + 4,
      fill: corner ? 'panel' : 'sunk',
    },
    {
      kind: 'path',
      points: [
        [x - size, y - size],
        [x + size, y + size],
      ],
      ...stroke,
    },
    {
      kind: 'path',
      points: [
        [x - size, y + size],
        [x + size, y - size],
      ],
      ...stroke,
    },
  ];
}

/** Draws a frame in ink around the best entry, and the focus outside of it. */
function outline(layout: MapLayout, marks: MapMarks): Shape[] {
  const shapes: Shape[] = [];
  if (marks.best)
    shapes.push({ kind: 'rect', ...inset(boxOf(layout, marks.best), 1.25), stroke: 'ink', lineWidth: 2.5 });
  if (marks.focus)
    shapes.push({
      kind: 'rect',
      ...inset(boxOf(layout, marks.focus), -1),
      stroke: 'tandem',
      lineWidth: 2,
      dash: [4, 3],
    });
  return shapes;
}

function labels(pivot: Pivot, layout: MapLayout): Shape[] {
  const shapes: Shape[] = [];
  const bottom = layout.top + layout.rows * layout.cellHeight;
  const longest = Math.max(...layout.columnLabels.map((label) => label.length));
  // Labels that would touch are left out: only every second, every third … is drawn.
  const every = Math.ceil((longest * figureWidth + 6) / layout.cellWidth);
  layout.columnLabels.forEach((text, i) => {
    if (i % every === 0)
      shapes.push({
        kind: 'text',
        x: layout.left + (i + 0.5) * layout.cellWidth,
        y: bottom + labelHeight / 2 + 2,
        text,
        fill: 'soft',
        face: 'figures',
        align: 'center',
      });
  });
  shapes.push({
    kind: 'text',
    x: layout.left + (layout.columns * layout.cellWidth) / 2,
    y: bottom + labelHeight + titleHeight / 2 + 2,
    text: axisWords(pivot.columns.field),
    fill: 'soft',
    face: 'words',
    align: 'center',
  });
  if (!pivot.rows) return shapes;
  layout.rowLabels.forEach((text, i) => {
    shapes.push({
      kind: 'text',
      x: layout.left - 7,
      y: layout.top + (i + 0.5) * layout.cellHeight,
      text,
      fill: 'soft',
      face: 'figures',
      align: 'right',
    });
  });
  shapes.push({
    kind: 'text',
    x: titleHeight / 2,
    y: layout.top + (layout.rows * layout.cellHeight) / 2,
    text: axisWords(pivot.rows.field),
    fill: 'soft',
    face: 'words',
    align: 'center',
    upwards: true,
  });
  return shapes;
}
