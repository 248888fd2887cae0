/** Fields that the headers of all imported sets have. */
import { z } from '../../networks/zod.ts';
import { usualOptions } from '../formats/format.ts';
import { readOptionsSchema } from './data-file.ts';
import { mostTitle } from './own-set.ts';

export const text = (most: number) => z.string().min(1).max(most);

const mostNotes = 100;

export const commonFields = {
  title: text(mostTitle),
  source: z.strictObject({
    name: text(4096),
    bytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    format: text(40),
    // The first files lacked them.
    options: readOptionsSchema.default(usualOptions),
  }),
  skipped: z.strictObject({
    count: z.int().min(0).max(10_000_000),
    first: z.array(z.strictObject({ path: text(4096), reason: text(4096) })).max(100),
  }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
};

export const notesField = z.array(text(8192)).max(mostNotes);
