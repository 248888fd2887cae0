/** Tests that figures are well-formed, always the same, and have their marks where they belong. */
import { expect, test } from 'vitest';
import type { RunReport } from '../../records/report.ts';
import { finishedRecord } from '../../testing/stored-run.ts';
import { figuresOf } from './figures.ts';
import { ticks } from './frame.ts';

const report = finishedRecord().report!;
const figures = figuresOf(report);
const validation = figures['figures/validation.svg']!;

/** Throws unless every tag is closed by its own, and every `&` and `<` is one of XML. */
function checkXml(text: string): void {
  const open: string[] = [];
  const rest = text.replaceAll(/<(\/?)(\w+)((?: [\w-]+="[^"<&]*")*)(\/?)>/g, (_, close, name, __, alone) => {
    if (close) expect(open.pop()).toBe(name);
    else if (!alone) open.push(name);
    return '';
  });
  expect(open).toEqual([]);
  expect(rest.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[<&>]/);
}

test('there is one of the scores and one of each stage, all well-formed', () => {
  expect(Object.keys(figures)).toEqual([
    'figures/validation.svg',
    ...report.stages.map(({ stage }) => `figures/stage-${stage}-activations.svg`),
  ]);
  for (const text of Object.values(figures)) {
    checkXml(text);
  }
  expect(figuresOf(structuredClone(report))).toEqual(figures);
  for (const text of Object.values(figuresOf({ ...report, engine: 7 })))
    expect(text).toContain('engine revision 7<');
});

test('a better epoch is drawn higher, and each epoch to the right of the one before', () => {
  const points = [...validation.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  expect(points).toHaveLength(report.epochs.length);
  for (const [i, { validation: scores }] of report.epochs.entries()) {
    if (i === 0) continue;
    expect(points[i]![0]!).toBeGreaterThan(points[i - 1]![0]!);
    const rise = scores.accuracy! - report.epochs[i - 1]!.validation.accuracy!;
    expect(Math.sign(points[i - 1]![1]! - points[i]![1]!)).toBe(Math.sign(rise));
  }
  expect(points[0]![0]).toBe(84);
  expect(points.at(-1)![0]).toBe(784);
});

test('bars are as high as their counts, and a percentile stands at its value', () => {
  const [stage] = report.stages;
  const { histogram, percentiles } = stage!.after!;
  const text = figures['figures/stage-1-activations.svg']!;
  const heights = [...text.matchAll(/height="([\d.]+)" fill="#7ba0d4"/g)].map(([, height]) => Number(height));
  const most = Math.max(...histogram.counts);
  expect(heights).toHaveLength(histogram.counts.length);
  for (const [i, count] of histogram.counts.entries())
    expect(heights[i]).toBeCloseTo((312 * count) / (1.05 * most), 0);
  const span = histogram.width * histogram.counts.length;
  const at = 84 + (700 * (percentiles.p99 - histogram.start)) / span;
  expect(text).toContain(`<path d="M${Math.round(at * 10) / 10} 88V400" stroke="#b5480d"/>`);
});

test('a name with signs of XML, and what was not measured, leave the figures well-formed', () => {
  const stages = report.stages.map((stage) => ({ ...stage, layer: 'a<b>&"\ud800', before: null }));
  const odd = figuresOf({ ...report, stages } as RunReport);
  for (const text of Object.values(odd)) checkXml(text);
  expect(odd['figures/stage-1-activations.svg']).toContain('a&lt;b&gt;&amp;" ,');
  const none = stages.map((stage) => ({ ...stage, after: null }));
  expect(figuresOf({ ...report, epochs: [], stages: none } as RunReport)).toEqual({});
});

test('ticks are round numbers within the axis', () => {
  expect(ticks({ from: 0.897, to: 0.923 })).toEqual([0.9, 0.905, 0.91, 0.915, 0.92]);
  expect(ticks({ from: 0, to: 7 })).toEqual([0, 2, 4, 6]);
  expect(ticks({ from: -1, to: 1 })).toEqual([-1, -0.5, 0, 0.5, 1]);
});
