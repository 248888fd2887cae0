/**
 * Where a pointer is within an element, in the element's own pixels: on a projector the page is
 * zoomed, and the window's pixels are smaller than those that a chart is laid out in.
 */

export interface PlaceIn {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Zoomed {
  /** Missing where a browser is older than the property. */
  readonly currentCSSZoom?: number;
  getBoundingClientRect(): Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;
}

export function zoomOf({ currentCSSZoom }: Pick<Zoomed, 'currentCSSZoom'>): number {
  return currentCSSZoom || 1;
}

/** Returns the place of a pointer of the window in an element, and the element's size. */
export function placeIn(
  element: Zoomed,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): PlaceIn {
  const { left, top, width, height } = element.getBoundingClientRect();
  const zoom = zoomOf(element);
  return {
    x: (clientX - left) / zoom,
    y: (clientY - top) / zoom,
    width: width / zoom,
    height: height / zoom,
  };
}
