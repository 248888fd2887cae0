import { describe, expect, test } from 'vitest';
import { dotsOf, frameOf, meanGain, nearestDot, pixelOf, rangeOf, scorePoint } from './scatter.ts';

const sound = (seed: number) => Float32Array.from({ length: 200 }, (_, i) => Math.sin(seed * (i + 1)));
const targets = [sound(1), sound(2)];
const mixture = targets[0]!.map((value, i) => value + targets[1]![i]!);
const near = (of: Float32Array, noise: number) => of.map((value, i) => value + noise * Math.cos(5 * i));

describe('scores of an example', () => {
  test('are means over the talkers, in the better order', () => {
    const ann = [near(targets[0]!, 0.1), near(targets[1]!, 0.1)];
    const snn = [near(targets[1]!, 0.3), near(targets[0]!, 0.3)];
    const point = scorePoint(4, { rate: 8000, mixture, targets, ann, snn })!;
    expect(point.index).toBe(4);
    expect(point.mixture).toBeCloseTo(0, 0);
    expect(point.ann).toBeCloseTo(20, 0);
    expect(point.snn).toBeCloseTo(10.5, 0);
  });

  test('are none without targets, and none of an ANN that was not kept', () => {
    expect(scorePoint(0, { rate: 8000, mixture, targets: [], ann: null, snn: targets })).toBeNull();
    expect(scorePoint(0, { rate: 8000, mixture, targets, ann: null, snn: targets })).toMatchObject({
      ann: null,
      snn: 100,
    });
  });
});

const points = [
  { index: 3, mixture: 0, ann: 6, snn: 5 },
  { index: 7, mixture: 2, ann: null, snn: 10 },
];

describe('dots', () => {
  test('are of the examples that have both scores', () => {
    expect(dotsOf(points, 'mixture-snn')).toEqual([
      { index: 3, across: 0, up: 5 },
      { index: 7, across: 2, up: 10 },
    ]);
    expect(dotsOf(points, 'ann-snn')).toEqual([{ index: 3, across: 6, up: 5 }]);
    expect(meanGain(dotsOf(points, 'mixture-snn'))).toBe(6.5);
    expect(meanGain([])).toBeNull();
  });

  test('lie on the diagonal where nothing was won, and are found by a press near them', () => {
    const dots = dotsOf(points, 'mixture-snn');
    const range = rangeOf(dots);
    expect(range).toEqual([-1, 11]);
    const frame = frameOf(300, 300, range);
    const even = pixelOf(frame, { across: 4, up: 4 });
    const share = (even.x - frame.left) / (frame.right - frame.left);
    expect((frame.bottom - even.y) / (frame.bottom - frame.top)).toBeCloseTo(share, 9);
    const at = pixelOf(frame, dots[1]!);
    expect(nearestDot(dots, frame, { x: at.x + 3, y: at.y - 3 })).toBe(dots[1]);
    expect(nearestDot(dots, frame, { x: at.x + 30, y: at.y })).toBeNull();
    expect(rangeOf([])).toEqual([-5, 15]);
  });
});
