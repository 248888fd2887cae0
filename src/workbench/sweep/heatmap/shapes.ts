/**
 * A drawing as plain data: the canvas on the page and the SVG file are painted from the same list
 * of shapes. Colours are names from tokens.css, or a mix of two of them; lengths are CSS pixels.
 */
import type { Palette } from '../../shared/palette.ts';

export type ColourName = keyof Palette['colour'];

/** A mix of two colours: `share` of `to` in `from`, 0…1. */
export interface Mix {
  readonly from: ColourName;
  readonly to: ColourName;
  readonly share: number;
}

/** A colour: a name, a mix, or its code. */
export type Paint = ColourName | Mix | `#${string}`;

export interface RectShape {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: Paint;
  readonly stroke?: Paint;
  readonly lineWidth?: number;
  readonly dash?: readonly number[];
}

export interface PathShape {
  readonly kind: 'path';
  /** The corners, `[x, y]` each. */
  readonly points: readonly (readonly [number, number])[];
  readonly closed: boolean;
  readonly fill?: Paint;
  readonly stroke?: Paint;
  readonly lineWidth?: number;
}

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  /** Height of the middle of the line. */
  readonly y: number;
  readonly text: string;
  readonly fill: Paint;
  readonly face: 'figures' | 'words';
  readonly align: 'left' | 'center' | 'right';
  /** True for text that is turned a quarter to the left and read upwards. */
  readonly upwards?: boolean;
  /** Set for text that is heavier than the page's figures, on grounds of middle brightness. */
  readonly weight?: 500;
}

export type Shape = RectShape | PathShape | TextShape;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

type Rgb = readonly [number, number, number];

/** Reads `#rrggbb` or `#rgb`. */
export function parseColour(text: string): Rgb {
  const hex = text.trim().replace('#', '');
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** Writes a colour as `#rrggbb`. */
export function paintText(paint: Paint, colour: Palette['colour']): string {
  if (typeof paint === 'string') return paint.startsWith('#') ? paint : colour[paint as ColourName];
  const from = parseColour(colour[paint.from]);
  const to = parseColour(colour[paint.to]);
  const mixed = from.map((value, i) => Math.round(value + (to[i]! - value) * paint.share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Returns the relative luminance as WCAG defines it, 0…1. */
export function luminance(colour: string): number {
  const [r, g, b] = parseColour(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
