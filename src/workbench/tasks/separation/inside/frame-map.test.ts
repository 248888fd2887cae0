/** A map keeps every frame in its means, and is read where it is pressed. */
import { expect, test } from 'vitest';
import { type FrameMap, mapWords, placeUnder, pooled, strongestRow, valueAt } from './frame-map.ts';

const map: FrameMap = { frames: 4, rows: 2, values: Float32Array.from([0, 1, 0.5, 1, 0, 0, 1, 0]) };

test('means over neighbouring frames leave none out', () => {
  expect([...pooled(map, 2)]).toEqual([0.25, 1, 0.5, 0]);
  expect([...pooled(map, 4)]).toEqual([...map.values]);
  const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
  const odd: FrameMap = { frames: 7, rows: 1, values: Float32Array.from([1, 1, 1, 1, 1, 1, 1]) };
  expect(sum(pooled(odd, 3))).toBeCloseTo(3, 6);
});

test('the place under a point has row 0 below, and ends at the edges', () => {
  expect(placeUnder(map, 0.3, 0.1)).toEqual({ frame: 1, row: 1 });
  expect(placeUnder(map, 0.99, 0.9)).toEqual({ frame: 3, row: 0 });
  expect(placeUnder(map, 1.2, -0.1)).toEqual({ frame: 3, row: 1 });
  expect(valueAt(map, { frame: 1, row: 0 })).toBe(0.5);
});

test('the words say how much is low and high, and which row is strongest', () => {
  expect(mapWords(map).replaceAll('\u00a0', ' ')).toBe('Mean 0.44; 50 % below 0.1, 38 % above 0.9.');
  expect(strongestRow(map)).toEqual({ row: 1, mean: 0.5 });
  expect(strongestRow({ frames: 0, rows: 2, values: new Float32Array() })).toBeNull();
});
