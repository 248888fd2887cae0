import { expect, it } from 'vitest';
import { placeIn } from './place-in.ts';

const getBoundingClientRect = () => ({ left: 100, top: 50, width: 300, height: 150 });
const pointer = { clientX: 250, clientY: 80 };

it('a place is counted in the pixels of the element, whatever the zoom', () => {
  const plain = { x: 150, y: 30, width: 300, height: 150 };
  expect(placeIn({ getBoundingClientRect }, pointer)).toEqual(plain);
  expect(placeIn({ currentCSSZoom: 1, getBoundingClientRect }, pointer)).toEqual(plain);
  expect(placeIn({ currentCSSZoom: 1.5, getBoundingClientRect }, pointer)).toEqual({
    x: 100,
    y: 20,
    width: 200,
    height: 100,
  });
});
