import { describe, expect, test } from 'vitest';
import type { Palette } from '../../shared/palette.ts';
import { sweepOf } from '../testing/sweep.ts';
import { captionOf } from './caption.ts';
import { srgb } from './charts.ts';
import { sweepFileName } from './file-name.ts';
import { finishPicture, wrap } from './picture.ts';

const colour = new Proxy({}, { get: () => '#123456' }) as Palette['colour'];
const palette: Palette = {
  colour,
  figures: '12px "IBM Plex Mono", monospace',
  words: '12px Inter, sans-serif',
};

describe('a picture', () => {
  const drawing = {
    width: 300,
    height: 100,
    shapes: [
      { kind: 'rect', x: 1, y: 2, width: 3, height: 4, fill: 'spike' },
      {
        kind: 'text',
        x: 5,
        y: 6,
        text: 'a < b & "c"',
        fill: 'ink',
        face: 'figures',
        align: 'right',
        upwards: true,
        weight: 500,
      },
      {
        kind: 'path',
        points: [
          [0, 0],
          [4, 4],
        ],
        closed: false,
        stroke: 'bad',
        lineWidth: 2,
      },
    ],
  } as const;

  test('holds every shape and the caption, text escaped', () => {
    const { svg, height } = finishPicture(
      { kind: 'shapes', drawings: [drawing, drawing] },
      ['one & two', 'three'],
      palette,
    );
    expect(svg.match(/<rect/g)).toHaveLength(3);
    expect(svg.match(/a &lt; b &amp; &quot;c&quot;/g)).toHaveLength(2);
    expect(svg).toContain('rotate(-90 5 6)');
    expect(svg.match(/font-weight="500"/g)).toHaveLength(2);
    expect(svg).toContain('M0,0L4,4"');
    expect(svg).toContain('>one &amp; two</text>');
    expect(svg).not.toMatch(/undefined|NaN/);
    expect(height).toBeGreaterThan(2 * drawing.height);
  });

  test('lines break at spaces, a link too long for one is cut', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrap('', 5)).toEqual([]);
  });

  test('mixed colours become what every program reads', () => {
    expect(srgb('color(srgb 1 0.5 0)')).toBe('rgb(255, 128, 0)');
    expect(srgb('rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)');
  });
});

test('the caption carries settings, seeds, machine, date and link', () => {
  const sweep = sweepOf(
    [
      { field: 'timeSteps', values: [1, 2, 4] },
      { field: 'percentile', values: [99, 100] },
    ],
    3,
  );
  const words = captionOf({
    sweep,
    title: 'Ns × upper bound · 3 seeds',
    environments: [
      {
        backend: 'wasm',
        device: 'WebAssembly SIMD',
        probeMilliseconds: 3,
        workers: 2,
        engine: 'tfjs',
        host: 'x',
      },
    ],
    engines: [1, 3],
    finished: 17,
    ended: 18,
    cells: 18,
    date: '2026-01-02T03:04:05Z',
    link: 'https://example.org/#v=1',
  }).join('\n');
  for (const part of [
    'first-look@2',
    'Ns 1, 2, 4',
    'upper bound p99, max',
    'seeds 1 to 3, which vary the order of the training examples alone;',
    'otherwise preset settings',
    '17 of 18 cells finished, 1 failed',
    'wasm (WebAssembly SIMD), 2 workers a cell; engine revisions 1, 3, whose figures may differ',
    '2026-01-02',
    'https://example.org/#v=1',
  ])
    expect(words).toContain(part);
  expect(sweepFileName({ sweep }, 'csv')).toBe('spikewise-sweep-first-look-2-ns-pct.csv');
});
