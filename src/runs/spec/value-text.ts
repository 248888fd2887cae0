/**
 * Writes a setting's value as text, as links, grids and tables have it: `on`, `16`, `0.001`,
 * `layer`.
 */
import type { Field } from './field-kinds.ts';
import type { Settings } from './settings.ts';

export function valueText(value: Settings[keyof Settings]): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/**
 * Returns the value that a text stands for, or the text itself when it is none of the field's kind.
 */
export function parseValue(field: Field, text: string): unknown {
  if (field.kind === 'choice' || field.kind === 'text') return presentValue(field, text);
  if (field.kind === 'switch') return text === 'on' ? true : text === 'off' ? false : text;
  const numeric = field.kind === 'integer' || field.kind === 'number' || field.kind === 'limit';
  // Adding 0 makes −0 a plain 0.
  return numeric && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) + 0 : text;
}

/**
 * Returns the present name of a choice’s value, and a text in the one way that its meaning is
 * written, as `28x28` for `28×28`; anything else as it is.
 */
export function presentValue(field: Field, value: unknown): unknown {
  if (field.kind === 'text') return field.plain && typeof value === 'string' ? field.plain(value) : value;
  if (field.kind !== 'choice') return value;
  return field.options.find(({ was }) => was !== undefined && was === value)?.value ?? value;
}

/** Returns text out of a link or file as a message shows it. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
