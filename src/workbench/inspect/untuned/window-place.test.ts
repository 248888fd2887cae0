/** Tests where a click on the untuned curve leads. */
import { expect, it } from 'vitest';
import { curveSteps } from './curve-steps.ts';
import { nearestWindow, placeOf } from './window-place.ts';

const room = { left: 50, right: 14 };
const width = 464;

it('leads to each window of the curve, from its place and from near it', () => {
  curveSteps.forEach((steps, i) => {
    const x = room.left + placeOf(steps) * 400;
    for (const near of [x - 6, x, x + 6]) expect(nearestWindow(near, width, room), `${steps}`).toBe(i);
  });
});

it('leads to the ends beside the plot', () => {
  expect(nearestWindow(0, width, room)).toBe(0);
  expect(nearestWindow(width, width, room)).toBe(curveSteps.length - 1);
});
