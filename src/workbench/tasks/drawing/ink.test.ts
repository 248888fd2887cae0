import { describe, expect, it } from 'vitest';
import { blankInk, dab, stroke, toMnist } from './ink.ts';

function boxOf(image: Float32Array) {
  const rows: number[] = [];
  const columns: number[] = [];
  image.forEach((value, at) => {
    if (value <= 0.01) return;
    rows.push(Math.floor(at / 28));
    columns.push(at % 28);
  });
  return {
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...columns) - Math.min(...columns) + 1,
  };
}

function centreOf(image: Float32Array) {
  let mass = 0;
  let x = 0;
  let y = 0;
  image.forEach((value, at) => {
    mass += value;
    x += value * ((at % 28) + 0.5);
    y += value * (Math.floor(at / 28) + 0.5);
  });
  return { x: x / mass, y: y / mass };
}

describe('a drawing made into an MNIST image', () => {
  it('is nothing where nothing is drawn', () => expect(toMnist(blankInk(112))).toBeNull());

  it('fits the ink into 20×20 and keeps its proportions', () => {
    const ink = blankInk(112);
    stroke(ink, [20, 10], [20, 100], 5);
    stroke(ink, [20, 100], [50, 100], 5);
    const box = boxOf(toMnist(ink)!);
    expect(box.height).toBe(20);
    expect(box.width).toBeGreaterThanOrEqual(7);
    expect(box.width).toBeLessThanOrEqual(10);
  });

  it('gives the same image wherever and however large the digit was drawn', () => {
    const small = blankInk(112);
    stroke(small, [10, 10], [30, 30], 2);
    const large = blankInk(112);
    stroke(large, [20, 30], [80, 90], 6);
    const a = toMnist(small)!;
    const b = toMnist(large)!;
    const difference = a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0);
    expect(difference / a.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.15);
  });

  it('puts the centre of mass in the middle of the image', () => {
    const ink = blankInk(112);
    stroke(ink, [40, 20], [60, 90], 5);
    stroke(ink, [60, 90], [64, 90], 5);
    const { x, y } = centreOf(toMnist(ink)!);
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.55);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.55);
  });

  it('never cuts ink off, and stays within 0…1', () => {
    const ink = blankInk(112);
    for (let i = 0; i < 40; i += 1) stroke(ink, [80, 70], [108, 108 - i], 5);
    stroke(ink, [4, 4], [80, 70], 1);
    const image = toMnist(ink)!;
    expect(boxOf(image).height).toBeLessThanOrEqual(20);
    expect(Math.max(...image)).toBeLessThanOrEqual(1 + 1e-6);
    expect(Math.min(...image)).toBeGreaterThanOrEqual(0);
  });

  it('makes a single dab a filled dot', () => {
    const ink = blankInk(112);
    dab(ink, 56, 56, 4);
    const image = toMnist(ink)!;
    expect(boxOf(image)).toEqual({ width: 20, height: 20 });
    expect(image[14 * 28 + 14]).toBeGreaterThan(0.9);
  });

  it('lays dabs at the edge without leaving the field', () => {
    const ink = blankInk(28);
    stroke(ink, [-3, -3], [31, 31], 2);
    expect(ink.values).toHaveLength(784);
    expect(ink.values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
