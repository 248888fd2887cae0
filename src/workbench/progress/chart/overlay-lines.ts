/**
 * Tells runs laid over one another apart without a colour of their own: by their dashes, and a
 * number at the end.
 */
import type { Point } from './frame.ts';

/**
 * Dashes of the second run, the third, and so on, in px. Even dashes are the ANN's and dots the
 * loss's, so each of these has strokes of two lengths.
 */
const dashes = ['none', '9 3 3 3', '16 3 3 3 3 3', '14 3 6 3', '9 3 3 3 3 3 3 3', '20 3 3 3'] as const;

/** Returns the dashes of the run with a number: the run shown is 1 and has a solid line. */
export function dashesOf(number: number): string {
  return number < 2 ? 'none' : (dashes[(number - 2) % dashes.length] ?? 'none');
}

/**
 * Moves labels apart that would overlap, up and down only: `size` is the space of one, `low` and
 * `high` bound their middles. Those that have room stay where they are.
 */
export function spread(anchors: readonly Point[], size: Point, low: number, high: number): Point[] {
  const placed: Point[] = [];
  const order = anchors.map((_, i) => i).toSorted((a, b) => anchors[a]!.y - anchors[b]!.y || a - b);
  const result: Point[] = [...anchors];
  for (const i of order) {
    const { x, y } = anchors[i]!;
    const beside = placed.filter((other) => Math.abs(other.x - x) < size.x);
    const free = (at: number) => beside.every((other) => Math.abs(other.y - at) >= size.y);
    const clamped = Math.min(high, Math.max(low, y));
    // The nearest free place touches a label that is already placed, or is the one wanted.
    const choices = [clamped, ...beside.flatMap((other) => [other.y + size.y, other.y - size.y])];
    const best = choices
      .filter((at) => at >= low && at <= high && free(at))
      .toSorted((a, b) => Math.abs(a - y) - Math.abs(b - y))[0];
    const point = { x, y: best ?? clamped };
    placed.push(point);
    result[i] = point;
  }
  return result;
}
