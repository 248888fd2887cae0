/** Paints a drawing onto a canvas. */
import type { Palette } from '../../shared/palette.ts';
import { type Drawing, paintText, type Shape } from './shapes.ts';

export function paintDrawing(
  context: CanvasRenderingContext2D,
  { shapes }: Pick<Drawing, 'shapes'>,
  palette: Palette,
): void {
  for (const shape of shapes) paintShape(context, shape, palette);
}

function paintShape(context: CanvasRenderingContext2D, shape: Shape, palette: Palette): void {
  const colour = (paint: Parameters<typeof paintText>[0]) => paintText(paint, palette.colour);
  if (shape.kind === 'text') {
    context.save();
    context.translate(shape.x, shape.y);
    if (shape.upwards) context.rotate(-Math.PI / 2);
    context.font = `${shape.weight ?? 400} ${palette[shape.face]}`;
    context.fillStyle = colour(shape.fill);
    context.textAlign = shape.align;
    context.textBaseline = 'middle';
    context.fillText(shape.text, 0, 0);
    context.restore();
    return;
  }
  context.beginPath();
  if (shape.kind === 'rect') context.rect(shape.x, shape.y, shape.width, shape.height);
  else {
    shape.points.forEach(([x, y], i) => {
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    if (shape.closed) context.closePath();
  }
  if (shape.fill) {
    context.fillStyle = colour(shape.fill);
    context.fill();
  }
  if (shape.stroke) {
    context.strokeStyle = colour(shape.stroke);
    context.lineWidth = shape.lineWidth ?? 1;
    context.setLineDash(shape.kind === 'rect' && shape.dash ? [...shape.dash] : []);
    context.stroke();
    context.setLineDash([]);
  }
}
