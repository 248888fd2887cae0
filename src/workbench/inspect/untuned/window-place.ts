/** Places the windows of the untuned curve on its axis, which doubles from mark to mark. */
import { curveSteps } from './curve-steps.ts';

const last = Math.log2(curveSteps.at(-1)!);

/** Returns the place of a window on the axis, 0…1 from the left. */
export function placeOf(timeSteps: number): number {
  return Math.log2(timeSteps) / last;
}

/**
 * Returns the index of the curve's window that is nearest to a place in the chart, in pixels from
 * its left edge; the first or the last beside the plot.
 */
export function nearestWindow(
  x: number,
  width: number,
  { left, right }: { readonly left: number; readonly right: number },
): number {
  const share = (x - left) / Math.max(1, width - left - right);
  let best = 0;
  curveSteps.forEach((steps, i) => {
    if (Math.abs(placeOf(steps) - share) < Math.abs(placeOf(curveSteps[best]!) - share)) best = i;
  });
  return best;
}
