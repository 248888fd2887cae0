import { expect, it } from 'vitest';
import { lineStyle } from './line-style.ts';

it('no line of a series has even dashes, which are the ANN’s, and neighbours differ', () => {
  const dashes = Array.from({ length: 6 }, (_, i) => lineStyle(i, 6).dash);
  for (const dash of dashes) {
    const strokes = dash.split(' ').filter((_, i) => i % 2 === 0);
    // A line is solid, dotted, or has strokes of two lengths.
    expect(dash === '' || Number(strokes[0]) <= 2 || new Set(strokes).size > 1, dash).toBe(true);
  }
  dashes.slice(1).forEach((dash, i) => {
    expect(dash).not.toBe(dashes[i]);
  });
});
