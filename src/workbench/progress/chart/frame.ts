/**
 * Geometry of the progress chart, in CSS pixels: the place of the plot, the places of values in it,
 * and paths through them.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The plot within the chart; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Size of the whole chart. */
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Space around the plot: names of bands above, epochs below, losses on the right. */
const margin = { top: 24, bottom: 22, right: 8, losses: 50 };
/** Smallest size that a chart is drawn at, even when less of it can be seen. */
const least = { width: 120, height: 110 };

/** Returns the plot; `left` is the space for the scores beside it, px. */
export function plotBox(size: Size, losses: boolean, left: number): Box {
  const width = Math.max(size.width, least.width);
  const height = Math.max(size.height, least.height);
  return {
    left,
    right: width - (losses ? margin.losses : margin.right),
    top: margin.top,
    bottom: height - margin.bottom,
    width,
    height,
  };
}

export type Scale = (value: number) => number;

/**
 * Returns a scale that maps the ends of `from` to the ends of `to`, and values between them in
 * proportion.
 */
export function linearScale(from: readonly [number, number], to: readonly [number, number]): Scale {
  const factor = (to[1] - to[0]) / (from[1] - from[0] || 1);
  return (value) => to[0] + (value - from[0]) * factor;
}

/** Writes a coordinate to a tenth of a pixel, which is finer than any screen. */
function written(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Returns one path through all points; empty without any. */
export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${written(x)} ${written(y)}`).join('');
}

/** Returns one path with a circle of `radius` around each point. */
export function circlesPath(points: readonly Point[], radius: number): string {
  const half = (dx: number) => `a${radius} ${radius} 0 1 0 ${dx} 0`;
  return points
    .map(({ x, y }) => `M${written(x - radius)} ${written(y)}${half(2 * radius)}${half(-2 * radius)}z`)
    .join('');
}

/**
 * Returns the index of the one nearest to `place` among places that rise, −1 when there are none.
 */
export function nearest(places: readonly { readonly x: number }[], place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle]!.x <= place) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  return Math.abs(places[high]!.x - place) < Math.abs(places[low]!.x - place) ? high : low;
}
