/**
 * The file or folder that an imported set was read from, and the choices it was read with: whoever
 * reads it again in the same way gets the same set.
 */
import { z } from '../../networks/zod.ts';
import { type ReadOptions, usualOptions } from '../formats/format.ts';

export interface DataFile {
  readonly name: string;
  /** Size in bytes; that of all files together where a folder was given. */
  readonly bytes: number;
  readonly options: ReadOptions;
}

const side = z.int().min(1).max(4096);

/** Largest seed of a split. */
export const mostSeed = 2 ** 31 - 1;

export const readOptionsSchema = z.strictObject({
  size: z.tuple([side, side]).readonly().exactOptional(),
  fit: z.enum(['crop', 'stretch']),
  colour: z.enum(['auto', 'grey', 'colour']),
  labelColumn: z.string().min(1).max(200).exactOptional(),
  splitSeed: z.int().min(1).max(mostSeed).exactOptional(),
});

export const dataFileSchema = z.looseObject({
  name: z.string().min(1).max(4096),
  bytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  options: readOptionsSchema,
});

/** Writes choices for a link, `size:32x32;colour:grey`; usual ones are left out. */
export function writeReadOptions({ size, fit, colour, labelColumn, splitSeed }: ReadOptions): string {
  return [
    size && `size:${size.join('x')}`,
    fit !== usualOptions.fit && `fit:${fit}`,
    colour !== usualOptions.colour && `colour:${colour}`,
    splitSeed !== undefined && `seed:${splitSeed}`,
    // The last, because a column may have any name.
    labelColumn !== undefined && `label:${labelColumn}`,
  ]
    .filter(Boolean)
    .join(';');
}

/** Reads what {@link writeReadOptions} has written; returns null for anything else. */
export function parseReadOptions(text: string): ReadOptions | null {
  const label = /(?:^|;)label:/.exec(text);
  const rest = label ? text.slice(0, label.index) : text;
  const pairs = rest === '' ? [] : rest.split(';').map((part) => part.split(':', 2));
  const read: Record<string, unknown> = { ...usualOptions };
  for (const [key, value = ''] of pairs)
    switch (key) {
      case 'size':
        read.size = value.split('x').map(Number);
        break;
      case 'fit':
      case 'colour':
        read[key] = value;
        break;
      case 'seed':
        read.splitSeed = Number(value);
        break;
      default:
        return null;
    }
  if (label) read.labelColumn = text.slice(label.index + label[0].length);
  const result = readOptionsSchema.safeParse(read);
  return result.success ? result.data : null;
}
