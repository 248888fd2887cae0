/** A network in the editor, read from the notation and written to it: its input and its rows. */
import { type NetworkRecord, takenShape } from '../../../networks/network.ts';
import { encoderPart, notationOf, parseNotation, partAt } from '../../../networks/notation.ts';
import type { ImageShape } from '../../../networks/shape.ts';
import { partOf, type Row, rowOf } from './row.ts';

export const inputSides = ['height', 'width', 'channels'] as const;

/** The size of the input as it was typed. */
export type DraftInput = Readonly<Record<(typeof inputSides)[number], string>>;

export interface Draft {
  readonly input: DraftInput;
  readonly rows: readonly Row[];
  /** The id of the next row that is made. */
  readonly nextId: number;
}

export function inputOf([height, width, channels]: ImageShape): DraftInput {
  return { height: `${height}`, width: `${width}`, channels: `${channels}` };
}

/** Returns whether the input is a signal, which an encoder takes: its width is in samples. */
export function takesSignal({ input, rows }: Pick<Draft, 'input' | 'rows'>): boolean {
  return rows[0]?.kind === 'encoder' && input.height === '1' && input.channels === '1';
}

/** Returns the part of the notation that stands for the input, whether it can be read or not. */
export function inputPart({ height, width, channels }: DraftInput): string {
  return channels === '1' ? `${height}x${width}` : `${height}x${width}x${channels}`;
}

/**
 * Returns the rows of a network, an encoder as the first of them. Rows that read as they did keep
 * their ids, so that what is typed as text leaves the rest in its place.
 */
export function draftOf(record: NetworkRecord, former: Draft | null = null): Draft {
  const { front, layers } = record;
  let nextId = former?.nextId ?? 1;
  const parts = [front ? encoderPart(front) : null, ...layers.map((_, i) => partAt(layers, i))];
  const made = parts.flatMap((part) => (part === null ? null : rowOf(part, 0)) ?? []);
  const rows = made.map((row, i) => {
    const before = former?.rows[i];
    return { ...row, id: before?.kind === row.kind ? before.id : nextId++ };
  });
  return { input: inputOf(takenShape(record)), rows, nextId };
}

/** Returns the draft as one text, in the short form where it can be read, else as it was typed. */
export function textOf({ input, rows }: Draft): string {
  const typed = [inputPart(input), ...rows.map(partOf)].join('-');
  try {
    return notationOf(parseNotation(typed));
  } catch {
    return typed;
  }
}
