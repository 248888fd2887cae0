import { describe, expect, test } from 'vitest';
import type { Palette } from '../../shared/palette.ts';
import tokens from '../../tokens.css?raw';
import { findQuantity, quantitiesOf } from '../../words/quantities.ts';
import { pivot } from '../results/pivot.ts';
import { base, failed, finished, sweepOf, viewsOf } from '../testing/sweep.ts';
import { drawMap, hit, layOut, rampPaint, rangeOf, textOn } from './geometry.ts';
import { contrast, luminance, paintText, type RectShape, type TextShape } from './shapes.ts';

/** The colours of the page's two themes, as tokens.css has them. */
const coloursIn = (selector: string) => {
  const [, rules = ''] = tokens.split(`${selector} {`);
  const found = rules.slice(0, rules.indexOf('}')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
};
const light = coloursIn('\n:root') as Palette['colour'];
const dark: Palette['colour'] = { ...light, ...coloursIn(':root[data-mantine-color-scheme="dark"]') };

/** The contrast that text needs to be readable (WCAG 2, 1.4.3). */
const leastContrast = 4.5;

const accuracy = findQuantity(base, 'score');
const sweep = sweepOf([
  { field: 'timeSteps', values: [1, 2, 4, 8] },
  { field: 'patience', values: [1, 2] },
]);
const [columns, rows] = sweep.axes;
const views = viewsOf(sweep, (cell) =>
  cell.spec.timeSteps === 1
    ? failed(cell, 'no memory')
    : cell.spec.timeSteps === 2
      ? null
      : finished(cell, { snnValidation: 0.9 + cell.spec.timeSteps / 100 }),
);
const map = pivot(views, sweep.axes, { columns: columns!, rows: rows!, fixed: {} }, accuracy);
const noMarks = { best: null, edge: new Set<never>(), focus: null };

describe('the layout', () => {
  test('fills the room, within limits', () => {
    const wide = layOut(map, { width: 760, height: 300 });
    expect(wide.width).toBeLessThanOrEqual(760);
    expect(wide.width).toBeGreaterThan(700);
    const huge = layOut(map, { width: 5000, height: 5000 });
    expect(huge.width).toBeLessThan(900);
    const tiny = layOut(map, { width: 20, height: 20 });
    expect(tiny.cellWidth).toBeGreaterThanOrEqual(16);
  });

  test('every point of a cell hits it, and none outside hits anything', () => {
    const layout = layOut(map, { width: 760, height: 300 });
    for (let row = 0; row < 2; row++)
      for (let column = 0; column < 4; column++)
        for (const share of [0.01, 0.5, 0.99])
          expect(
            hit(
              layout,
              layout.left + (column + share) * layout.cellWidth,
              layout.top + (row + share) * layout.cellHeight,
            ),
          ).toEqual({ row, column });
    expect(hit(layout, layout.left - 1, layout.top + 1)).toBeNull();
    expect(hit(layout, layout.left + 1, layout.height - 1)).toBeNull();
    expect(hit(layout, layout.width, layout.top + 1)).toBeNull();
  });
});

describe('the drawing', () => {
  const layout = layOut(map, { width: 760, height: 300 });
  const { shapes, width, height } = drawMap(map, accuracy, layout, noMarks, light);

  test('stays within its size', () => {
    for (const shape of shapes) {
      if (shape.kind === 'rect') {
        expect(shape.x).toBeGreaterThanOrEqual(0);
        expect(shape.x + shape.width).toBeLessThanOrEqual(width);
        expect(shape.y + shape.height).toBeLessThanOrEqual(height);
      }
      if (shape.kind === 'text') expect(shape.y).toBeLessThan(height);
    }
  });

  test('values stand in finished cells only, labels at both sides', () => {
    const texts = shapes.filter((shape): shape is TextShape => shape.kind === 'text').map(({ text }) => text);
    expect(texts.filter((text) => text === '94.0')).toHaveLength(2);
    expect(texts.filter((text) => text === '98.0')).toHaveLength(2);
    expect(texts).toEqual(
      expect.arrayContaining(['1', '2', '4', '8', 'Time steps Ns', 'Patience Tp (epochs)']),
    );
    expect(texts).toHaveLength(4 + 4 + 2 + 2);
  });

  test('a failed cell is crossed out', () => {
    expect(shapes.filter((shape) => shape.kind === 'path' && shape.stroke === 'bad')).toHaveLength(4);
  });

  test.each([
    ['light', light],
    ['dark', dark],
  ] as const)('values read on every shade, %s', (_, colour) => {
    for (const quantity of quantitiesOf(base))
      for (let share = 0; share <= 1; share += 0.005) {
        const paint = rampPaint({ ...quantity, place: (value) => value }, { low: 0, high: 1 }, share);
        const ratio = contrast(paintText(paint, colour), paintText(textOn(paint, colour), colour));
        expect(ratio, `${quantity.id} at ${share.toFixed(3)}`).toBeGreaterThanOrEqual(leastContrast);
      }
    // Soft ink is used for labels, and for the dash of a combination that cannot run.
    expect(contrast(colour.soft, colour.panel)).toBeGreaterThanOrEqual(leastContrast);
  });

  test('the higher value has the stronger colour', () => {
    const fills = shapes
      .filter((shape): shape is RectShape => shape.kind === 'rect' && typeof shape.fill === 'object')
      .map(({ fill }) => luminance(paintText(fill!, light)));
    expect(fills).toHaveLength(4);
    expect(fills[0]).toBeGreaterThan(fills[1]!);
  });

  test('one value has one colour, nothing has none', () => {
    expect(rangeOf([])).toBeNull();
    expect(rampPaint(accuracy, { low: 0.9, high: 0.9 }, 0.9)).toMatchObject({ share: 0.9 });
  });
});
