/** Computes how far a phone's page scrolls to show what a lesson speaks of above its sheet. */

interface Span {
  readonly top: number;
  readonly bottom: number;
}

export interface Places {
  /** The part of the page, in pixels from the window's top. */
  readonly part: Span;
  /** What is to be looked at within it, as its chart; null for all of it. */
  readonly look: Span | null;
  /** What the bar above and the sheet below leave free. */
  readonly free: Span;
  /** True for a part of the bar itself. */
  readonly inBar: boolean;
  /** How far the page has scrolled. */
  readonly scrolled: number;
}

/** Pixels between the part and the edge of what is free. */
const edge = 8;

/**
 * Returns by how many pixels to scroll down, 0 where all is well within two pixels: the part's
 * beginning below the bar, or its chart above the sheet where that would not be seen.
 */
export function wayInto({ part, look, free, inBar, scrolled }: Places): number {
  if (inBar) return -scrolled;
  let way = part.top - free.top - edge;
  if (look) {
    way = Math.max(way, look.bottom - free.bottom + edge);
    way = Math.min(way, look.top - free.top - edge);
  }
  return Math.abs(way) < 2 ? 0 : way;
}
