/**
 * Draws the frame of a figure as SVG text: title, axes with ticks and units, and the revision of
 * the engine. It needs no browser and has a background of its own, so that it is the same bytes
 * from the page and the command line, and can be read on light and dark.
 */

export interface Axis {
  /** With its unit. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

export interface Frame {
  readonly title: string;
  /** What the marks mean, below the title. */
  readonly note: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Of the engine that computed what is drawn. */
  readonly revision: number;
}

/** The places of values in the figure, in its own pixels; y grows downwards. */
export interface Places {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** The plot within the figure. */
export const plot = { left: 84, right: 784, top: 88, bottom: 400 } as const;
const size = { width: 800, height: 470 } as const;

export const colours = {
  line: '#2458a6',
  ann: '#6b6b6b',
  mark: '#b5480d',
  bar: '#7ba0d4',
  grid: '#dedede',
  text: '#1c1c1c',
} as const;

/** Writes a coordinate to a tenth of a pixel. */
export const written = (value: number) => String(Math.round(value * 10) / 10 + 0);

export function textAt(x: number, y: number, text: string, attributes = ''): string {
  return `<text x="${written(x)}" y="${written(y)}"${attributes && ` ${attributes}`}>${escaped(text)}</text>`;
}

/** Returns a text as XML may hold it; characters that XML 1.0 has no place for become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Returns a figure with what `draw` puts into its plot. */
export function figure(
  { title, note, x, y, revision }: Frame,
  draw: (places: Places) => readonly string[],
): string {
  const placeX = (value: number) => plot.left + share(x, value) * (plot.right - plot.left);
  const placeY = (value: number) => plot.bottom - share(y, value) * (plot.bottom - plot.top);
  const middle = { x: (plot.left + plot.right) / 2, y: (plot.top + plot.bottom) / 2 };
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" font-family="sans-serif" font-size="13" fill="${colours.text}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    textAt(plot.left, 26, title, 'font-size="16" font-weight="bold"'),
    textAt(plot.left, 48, note),
    ...ticks(y).flatMap((value) => [
      `<path d="M${plot.left} ${written(placeY(value))}H${plot.right}" stroke="${colours.grid}"/>`,
      textAt(plot.left - 8, placeY(value) + 4, String(value), 'text-anchor="end"'),
    ]),
    ...ticks(x).flatMap((value) => [
      `<path d="M${written(placeX(value))} ${plot.bottom}v5" stroke="${colours.text}"/>`,
      textAt(placeX(value), plot.bottom + 20, String(value), 'text-anchor="middle"'),
    ]),
    ...draw({ x: placeX, y: placeY }),
    `<path d="M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}" fill="none" stroke="${colours.text}"/>`,
    textAt(middle.x, plot.bottom + 42, x.label, 'text-anchor="middle"'),
    textAt(20, middle.y, y.label, `text-anchor="middle" transform="rotate(-90 20 ${written(middle.y)})"`),
    textAt(
      plot.right,
      size.height - 8,
      `Spikewise, engine revision ${revision}`,
      'text-anchor="end" font-size="11"',
    ),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

const share = ({ from, to }: Axis, value: number) => (value - from) / (to - from || 1);

const mostTicks = 6;

/** Returns the round numbers on an axis, at most seven, in steps of 1, 2 or 5 of a power of ten. */
export function ticks({ from, to }: Pick<Axis, 'from' | 'to'>): number[] {
  // Powers of ten are read from text, which every machine rounds alike.
  for (let power = -30; power <= 30; power++)
    for (const digit of [1, 2, 5]) {
      const step = Number(`${digit}e${power}`);
      if (!((to - from) / step <= mostTicks)) continue;
      const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
      return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(9)));
    }
  return [];
}
