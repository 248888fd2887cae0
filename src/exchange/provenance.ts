/**
 * The provenance of a network file: which run made it, of what, with which software. It stands in
 * the metadata beside the record, and nothing that is computed depends on it.
 */
import { z } from '../networks/zod.ts';
import { readHeader } from './safetensors-header.ts';

/** The key of the metadata under which it stands, as JSON. */
export const provenanceKey = 'provenance';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const schema = z.object({
  /** Version of Spikewise, as `0.1.0`. */
  software: z.string().max(100),
  /** Revision of the engine. */
  engine: z.int().min(1),
  runId: z.string().max(200),
  seed: z.int().min(1),
  /** The backend that computed it. */
  backend: z.string().max(100),
  /**
   * The settings by name, without those of the machine: workers and cache change nothing in the
   * network, so that equal experiments give equal files.
   */
  spec: z.record(z.string().max(100), z.union([z.string(), z.number(), z.boolean()])),
  /** The network that the run started from; null when it started from random weights. */
  checkpoint: z.object({ file: z.string().max(200), sha256: hash }).nullable(),
  /** The examples; `sha256` is null for a data set that has no digest. */
  data: z.object({ name: z.string().max(200), sha256: hash.nullable() }),
});

export type Provenance = Readonly<z.infer<typeof schema>>;

/** Returns the metadata that holds a provenance, for `writeNetworkFile`. */
export function provenanceMetadata(provenance: Provenance): Readonly<Record<string, string>> {
  return { [provenanceKey]: JSON.stringify(provenance) };
}

/**
 * Returns the provenance of a network file, or null when it has none that can be read: files of
 * earlier versions and of other programs lack it. Throws an `ExchangeError` when the bytes are no
 * safetensors.
 */
export function readProvenance(bytes: Uint8Array): Provenance | null {
  const { metadata } = readHeader(bytes);
  if (!Object.hasOwn(metadata, provenanceKey)) return null;
  try {
    return schema.parse(JSON.parse(metadata[provenanceKey]!));
  } catch {
    return null;
  }
}
