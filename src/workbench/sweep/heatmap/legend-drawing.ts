/**
 * Draws the colours of the heat map with the values they stand for, to go under an exported
 * picture.
 */
import type { Metric } from '../../../tasks/metric.ts';
import { columnWords, type Quantity } from '../../words/quantities.ts';
import { edgeWords, type Marked } from '../results/marks.ts';
import { type Range, rampPaint } from './geometry.ts';
import type { Drawing, Shape } from './shapes.ts';

const steps = 24;
const bar = { x: 4, y: 22, width: 180, height: 10 };

export function legendDrawing(
  range: Range | null,
  quantity: Quantity,
  metric: Metric,
  marked: Marked,
): Drawing {
  const shapes: Shape[] = [
    {
      kind: 'text',
      x: bar.x,
      y: 10,
      text: columnWords(quantity),
      fill: 'ink',
      face: 'words',
      align: 'left',
    },
  ];
  const edge = edgeWords(marked, metric);
  const marks = [
    `ink frame: best by validation ${metric.short}`,
    ...(edge ? [marked.edge.size > 0 ? `◆: ${edge}` : edge] : []),
    '×: failed',
  ].join(' · ');
  if (range) {
    for (let i = 0; i < steps; i++)
      shapes.push({
        kind: 'rect',
        x: bar.x + (i * bar.width) / steps,
        y: bar.y,
        width: bar.width / steps + 0.5,
        height: bar.height,
        fill: rampAt(quantity, i / (steps - 1)),
      });
    const ends = [
      { x: bar.x, text: quantity.short(range.low), align: 'left' as const },
      { x: bar.x + bar.width, text: quantity.short(range.high), align: 'right' as const },
    ];
    for (const end of ends)
      shapes.push({ kind: 'text', ...end, y: bar.y + 20, fill: 'soft', face: 'figures' });
    shapes.push({
      kind: 'text',
      x: bar.x + bar.width + 16,
      y: bar.y + 5,
      text: marks,
      fill: 'soft',
      face: 'words',
      align: 'left',
    });
  }
  return { width: 860, height: range ? 52 : 20, shapes };
}

/** Returns the colour at a share of the ramp; 0 is its pale end. */
export function rampAt(quantity: Pick<Quantity, 'colour'>, share: number) {
  const plain = { colour: quantity.colour, place: (value: number) => value } as Quantity;
  return rampPaint(plain, { low: 0, high: 1 }, share);
}
