/** A map of values from 0 to 1 over the frames of a signal, a row for each filter or channel. */
import type { Draw } from '../../../shared/canvas.ts';
import type { Palette } from '../../../shared/palette.ts';

export interface FrameMap {
  readonly frames: number;
  /** Filters or channels. */
  readonly rows: number;
  /** `[frames × rows]`, from 0 to 1. */
  readonly values: Float32Array;
}

/** The place that is read, both counted from 0. */
export interface Place {
  readonly frame: number;
  readonly row: number;
}

/** Returns the value at a place. */
export function valueAt({ rows, values }: FrameMap, { frame, row }: Place): number {
  return values[frame * rows + row] ?? Number.NaN;
}

/**
 * Returns means over neighbouring frames `[columns × rows]`, so that a long signal fits: a frame
 * that is left out would be a spike nobody sees.
 */
export function pooled({ frames, rows, values }: FrameMap, columns: number): Float32Array {
  const means = new Float32Array(columns * rows);
  for (let c = 0; c < columns; c++) {
    const from = Math.floor((c * frames) / columns);
    const to = Math.max(from + 1, Math.floor(((c + 1) * frames) / columns));
    for (let f = from; f < to; f++)
      for (let r = 0; r < rows; r++) means[c * rows + r]! += values[f * rows + r]! / (to - from);
  }
  return means;
}

/** Most columns of a picture: the panel is hardly wider. */
const mostColumns = 480;

/** Paints a map, row 0 below; 1 has the whole colour. A cross marks the place that is read. */
export function drawFrameMap(map: FrameMap, colour: keyof Palette['colour'], place: Place | null): Draw {
  const columns = Math.min(mostColumns, map.frames);
  const { rows, frames } = map;
  const means = pooled(map, columns);
  return ({ context, width, height, palette }) => {
    if (columns === 0 || rows === 0) return;
    const image = new ImageData(columns, rows);
    for (let c = 0; c < columns; c++)
      for (let r = 0; r < rows; r++)
        image.data[4 * ((rows - 1 - r) * columns + c) + 3] = Math.round(255 * means[c * rows + r]!);
    const store = document.createElement('canvas');
    [store.width, store.height] = [columns, rows];
    const pen = store.getContext('2d')!;
    pen.putImageData(image, 0, 0);
    // The image says how much; the colour is that of the theme.
    pen.globalCompositeOperation = 'source-in';
    pen.fillStyle = palette.colour[colour];
    pen.fillRect(0, 0, columns, rows);
    context.imageSmoothingEnabled = false;
    context.drawImage(store, 0, 0, width, height);
    if (!place) return;
    const x = Math.round(((place.frame + 0.5) / frames) * width) + 0.5;
    const y = Math.round((1 - (place.row + 0.5) / rows) * height) + 0.5;
    context.strokeStyle = palette.colour.ink;
    context.globalAlpha = 0.6;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
    context.globalAlpha = 1;
  };
}

/** Returns the place under a point, given as shares of a picture from its upper left corner. */
export function placeUnder({ frames, rows }: Omit<FrameMap, 'values'>, across: number, down: number): Place {
  const within = (share: number, count: number) =>
    Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  return { frame: within(across, frames), row: rows - 1 - within(down, rows) };
}

/** Says in words what a map shows: its mean, and how much of it is near 0, near 1 and between. */
export function mapWords({ values }: FrameMap): string {
  if (values.length === 0) return 'Nothing to show.';
  let [sum, low, high] = [0, 0, 0];
  for (const value of values) {
    sum += value;
    if (value < 0.1) low++;
    else if (value > 0.9) high++;
  }
  const percent = (count: number) => `${Math.round((100 * count) / values.length)}\u00a0%`;
  return `Mean ${(sum / values.length).toFixed(2)}; ${percent(low)} below 0.1, ${percent(high)} above 0.9.`;
}

/** Returns the row with the largest mean, and that mean; null of an empty map. */
export function strongestRow({ frames, rows, values }: FrameMap): { row: number; mean: number } | null {
  if (frames === 0 || rows === 0) return null;
  const sums = new Float64Array(rows);
  values.forEach((value, i) => {
    sums[i % rows]! += value;
  });
  const row = sums.reduce((best, sum, r) => (sum > sums[best]! ? r : best), 0);
  return { row, mean: sums[row]! / frames };
}
