/** Makes a picture of what is on screen, with its caption, as SVG text. */
import type { Palette } from '../../shared/palette.ts';
import { type Drawing, paintText, type Shape } from '../heatmap/shapes.ts';

/** The picture of a view: shapes stacked below each other, or SVG markup of its own. */
export type Picture =
  | { readonly kind: 'shapes'; readonly drawings: readonly Drawing[] }
  | { readonly kind: 'markup'; readonly markup: string; readonly width: number; readonly height: number };

export type TakePicture = () => Picture | null;

export interface Finished {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const edge = 20;
const lineHeight = 17;
/**
 * Average width of a letter in the caption's face at 12 pixels; wide enough for the faces that
 * replace it elsewhere.
 */
const letterWidth = 7.2;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Writes a number with two decimals, which are a hundredth of a pixel. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function shapeMarkup(shape: Shape, palette: Palette): string {
  const colour = (paint: Parameters<typeof paintText>[0]) => paintText(paint, palette.colour);
  if (shape.kind === 'text') {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[shape.align];
    const turn = shape.upwards ? ` transform="rotate(-90 ${n(shape.x)} ${n(shape.y)})"` : '';
    const weight = shape.weight ? ` font-weight="${shape.weight}"` : '';
    const family = escaped(palette[shape.face].replace(/^12px\s+/, ''));
    return `<text x="${n(shape.x)}" y="${n(shape.y)}" dy="0.35em" text-anchor="${anchor}" font-size="12"${weight} font-family="${family}" fill="${colour(shape.fill)}"${turn}>${escaped(shape.text)}</text>`;
  }
  const fill = shape.fill ? colour(shape.fill) : 'none';
  const stroke = shape.stroke
    ? ` stroke="${colour(shape.stroke)}" stroke-width="${shape.lineWidth ?? 1}"`
    : '';
  if (shape.kind === 'rect') {
    const dash = shape.dash ? ` stroke-dasharray="${shape.dash.join(' ')}"` : '';
    return `<rect x="${n(shape.x)}" y="${n(shape.y)}" width="${n(shape.width)}" height="${n(shape.height)}" fill="${fill}"${stroke}${dash}/>`;
  }
  const path = shape.points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)},${n(y)}`).join('');
  return `<path d="${path}${shape.closed ? 'Z' : ''}" fill="${fill}"${stroke}/>`;
}

/** Breaks lines at spaces so that each fits; a word that does not fit alone is cut. */
export function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const pieces = word.match(new RegExp(`.{1,${letters}}`, 'gu')) ?? [''];
    for (const [i, piece] of pieces.entries()) {
      if (line === '') line = piece;
      else if (i === 0 && line.length + 1 + piece.length <= letters) line += ` ${piece}`;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Returns the picture on the page's ground with the caption's paragraphs under it. */
export function finishPicture(picture: Picture, caption: readonly string[], palette: Palette): Finished {
  const { body, width: bodyWidth, height: bodyHeight } = bodyOf(picture, palette);
  const width = Math.max(bodyWidth, 520) + 2 * edge;
  const letters = Math.floor((width - 2 * edge) / letterWidth);
  const lines = caption.flatMap((paragraph) => wrap(paragraph, letters));
  const top = edge + bodyHeight + 22;
  const height = top + lines.length * lineHeight + edge - 6;
  const texts = lines.map((text, i) =>
    shapeMarkup(
      { kind: 'text', x: edge, y: top + i * lineHeight, text, fill: 'soft', face: 'words', align: 'left' },
      palette,
    ),
  );
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">`,
    `<desc>${escaped(caption.join(' '))}</desc>`,
    `<rect width="100%" height="100%" fill="${palette.colour.panel}"/>`,
    `<g transform="translate(${edge} ${edge})">${body}</g>`,
    ...texts,
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

function bodyOf(picture: Picture, palette: Palette): { body: string; width: number; height: number } {
  if (picture.kind === 'markup')
    return { body: picture.markup, width: picture.width, height: picture.height };
  let y = 0;
  let width = 0;
  const parts = picture.drawings.map((drawing) => {
    const part = `<g transform="translate(0 ${n(y)})">${drawing.shapes.map((shape) => shapeMarkup(shape, palette)).join('')}</g>`;
    y += drawing.height + 10;
    width = Math.max(width, drawing.width);
    return part;
  });
  return { body: parts.join('\n'), width, height: y };
}
