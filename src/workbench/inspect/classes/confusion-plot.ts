/** Draws a confusion matrix: a row for each true class, a column for each answer. */
import type { Confusion } from '../../../tasks/confusion.ts';
import type { Draw } from '../../shared/canvas.ts';

/** Most classes whose names and counts fit beside and into the cells. */
const mostNamed = 14;

const margin = { top: 20, bottom: 4, right: 4, left: 22, named: 84 };

/** Cuts a name so that it fits into a width. */
function fitted(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name;
  let cut = name;
  while (cut.length > 1 && context.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}

export function drawConfusion(matrix: Confusion, classNames: readonly string[], chosen: number | null): Draw {
  const sums = matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  const named = matrix.length <= mostNamed;
  return ({ context, width, height, palette }) => {
    const left = named ? margin.named : margin.left;
    const size = Math.min(
      (width - left - margin.right) / matrix.length,
      (height - margin.top - margin.bottom) / matrix.length,
    );
    const at = (k: number, from: number) => from + k * size;
    context.fillStyle = palette.colour.sunk;
    context.fillRect(left, margin.top, size * matrix.length, size * matrix.length);
    matrix.forEach((row, label) => {
      row.forEach((count, answer) => {
        if (count === 0) return;
        // What is right is orange, what was confused is red; the darker, the more of the class.
        context.fillStyle = label === answer ? palette.colour.spike : palette.colour.bad;
        context.globalAlpha = Math.max(0.12, Math.min(1, count / Math.max(1, sums[label]!)));
        context.fillRect(at(answer, left) + 0.5, at(label, margin.top) + 0.5, size - 1, size - 1);
        context.globalAlpha = 1;
        if (!named || size < 22) return;
        context.fillStyle = palette.colour.ink;
        context.font = palette.figures;
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.fillText(String(count), at(answer + 0.5, left), at(label + 0.5, margin.top));
      });
    });
    context.font = palette.words;
    context.fillStyle = palette.colour.soft;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillText('answered as →', left, 12);
    if (named && size >= 12) {
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      matrix.forEach((_, label) => {
        const name = fitted(context, classNames[label] ?? String(label), left - 8);
        context.fillText(name, left - 5, at(label + 0.5, margin.top));
      });
    } else {
      context.save();
      context.translate(13, margin.top + (size * matrix.length) / 2);
      context.rotate(-Math.PI / 2);
      context.textAlign = 'center';
      context.fillText('← true class', 0, 0);
      context.restore();
    }
    if (chosen === null || chosen >= matrix.length) return;
    context.strokeStyle = palette.colour.ink;
    context.lineWidth = 1.5;
    const side = size * matrix.length;
    context.strokeRect(left, at(chosen, margin.top), side, size);
    context.strokeRect(at(chosen, left), margin.top, size, side);
  };
}
