/** Reads a checkpoint whose network is not known beforehand, whole or its facts alone. */
import type { NetworkRecord } from '../networks/network.ts';
import { parseNotation } from '../networks/notation.ts';
import { z } from '../networks/zod.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { orRefuse } from './checkpoint-layers.ts';
import { ExchangeError } from './error.ts';
import { metadataKey } from './metadata.ts';
import { isReplacement, type OwnModelFacts } from './own-models.ts';
import { ownId } from './own-shelf.ts';
import { readHeader } from './safetensors-header.ts';

/** The keys of a checkpoint's note that an import writes. */
export const importNote = {
  title: 'imported from',
  sha256: 'sha256 of the file',
  bytes: 'bytes of the file',
  normalisation: 'normalisation',
  dataset: 'data',
  pooling: 'pooling',
} as const;

const recordSchema = z.object({
  format: z.literal('spikewise-checkpoint'),
  notation: z.string().min(1).max(1000),
  note: z.record(z.string(), z.string()),
});

const noCheckpoint =
  'it holds a spiking network or another file of Spikewise; give a checkpoint of an analog network';

function recordIn(metadata: Readonly<Record<string, string>>): z.infer<typeof recordSchema> {
  let record: unknown;
  try {
    record = JSON.parse(metadata[metadataKey] ?? '');
  } catch {
    throw new ExchangeError(noCheckpoint);
  }
  const result = recordSchema.safeParse(record);
  if (!result.success) throw new ExchangeError(noCheckpoint);
  return result.data;
}

/** Bytes in front of a file's header, which give its length. */
export const headerLengthBytes = 8;

/** Returns the length of the header from a file's first bytes. */
export function headerLength(start: Uint8Array): number {
  return Number(new DataView(start.buffer, start.byteOffset, start.byteLength).getBigUint64(0, true));
}

/**
 * Returns the facts of the checkpoint whose hash is `hash` from its header, without its weights.
 * Throws {@link ExchangeError} where it is none.
 */
export function modelFacts(hash: string, header: Uint8Array): OwnModelFacts {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header));
  } catch {
    throw new ExchangeError(noCheckpoint);
  }
  const metadata = z.object({ __metadata__: z.record(z.string(), z.string()) }).safeParse(parsed);
  if (!metadata.success) throw new ExchangeError(noCheckpoint);
  const { notation, note } = recordIn(metadata.data.__metadata__);
  const of = (key: keyof typeof importNote) => note[importNote[key]] ?? null;
  const pooling = of('pooling');
  return {
    id: ownId(hash),
    notation,
    title: of('title') ?? 'a checkpoint',
    bytes: whole(of('bytes')),
    pooling: isReplacement(pooling) ? pooling : null,
    normalisation: of('normalisation'),
    dataset: of('dataset'),
  };
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/**
 * Reads a checkpoint whose network is not known beforehand. Throws {@link ExchangeError} and
 * nothing else.
 */
export function readAnyCheckpoint(bytes: Uint8Array): Checkpoint & { readonly network: NetworkRecord } {
  const { notation } = recordIn(readHeader(bytes).metadata);
  const network = orRefuse(notation, () => parseNotation(notation));
  return { ...readCheckpoint(bytes, network), network };
}
