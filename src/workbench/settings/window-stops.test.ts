import { expect, test } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { nearestStop } from './numbers.ts';
import { windowMarks, windowStops } from './window-stops.ts';

const spec = presetSpec('first-look@2');

test('a method of short windows has every stop that a hand wants up to 64', () => {
  const stops = windowStops(spec);
  expect(stops.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10]);
  expect(stops.at(-1)).toBe(64);
  expect(windowMarks(stops)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  expect(stops[nearestStop(stops, 8)]).toBe(8);
  expect(stops[nearestStop(stops, 11)]).toBe(12);
  expect(stops[nearestStop(stops, 1000)]).toBe(64);
  expect(windowStops({ ...spec, network: '28x28-c8' })).toEqual(stops);
});

test('one that takes long windows goes up to 1,024 by doubling', () => {
  const stops = windowStops({ ...spec, method: 'rate' });
  expect(stops).toEqual(expect.arrayContaining([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]));
  expect(stops.at(-1)).toBe(1024);
  expect(windowMarks(stops)).toEqual([1, 4, 16, 64, 256, 1024]);
});
