/**
 * Reads the table of contents of a prepared data set (docs/data.md): which file holds which images,
 * and how to check that the file is whole.
 */
import { z } from '../networks/zod.ts';
import { DataError } from './dataset.ts';

/** The version that `scripts/prepare-mnist.mjs` writes. */
const manifestVersion = 1;

/** Advice for a person whose file is damaged, on a page and at a terminal. */
export const dataAdvice =
  'Reload the page to fetch it again; in a checkout run "npm run prepare-data", and rebuild the site if you host it.';

const naturalNumber = z
  .int()
  .min(1)
  .max(2 ** 31);

const shardSchema = z.object({
  file: z.string().regex(/^[a-z0-9-]+\.bin$/),
  /** Number of images in the file. */
  count: naturalNumber,
  /** Number of bytes after unpacking: all images, then one label each. */
  bytes: naturalNumber,
  compressedBytes: naturalNumber,
  /** SHA-256 of the unpacked bytes, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const shardsSchema = z.array(shardSchema).min(1);

const manifestSchema = z.object({
  version: z.literal(manifestVersion),
  imageShape: z.tuple([naturalNumber, naturalNumber, naturalNumber]),
  classes: z.int().min(2).max(256),
  splits: z.object({ train: shardsSchema, validation: shardsSchema, test: shardsSchema }),
});

export type Shard = z.infer<typeof shardSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** Parses a manifest. Throws a `DataError` that names `path` and the first field that is wrong. */
export function parseManifest(path: string, bytes: Uint8Array): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new DataError(`${path} is damaged: its ${bytes.length} bytes are not JSON. ${dataAdvice}`);
  }
  const result = manifestSchema.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new DataError(`${path} is not usable: ${issue?.path.join('.')}: ${issue?.message}. ${dataAdvice}`);
  }
  const { imageShape, splits } = result.data;
  const itemBytes = imageShape[0] * imageShape[1] * imageShape[2] + 1;
  for (const shard of Object.values(splits).flat())
    if (shard.bytes !== shard.count * itemBytes)
      throw new DataError(
        `${path} is not usable: ${shard.file} is said to have ${shard.bytes} bytes, but ${shard.count} images and labels take ${shard.count * itemBytes}. ${dataAdvice}`,
      );
  return result.data;
}
