/**
 * The file of imported speech: after its header a list of the recordings in JSON, filled up with
 * blanks to an even length, and their samples in 16 bits, little-endian.
 */
import { z } from '../../../networks/zod.ts';
import type { NamedFile } from '../../archives/named-file.ts';
import { DataError } from '../../dataset.ts';
import { mostInputBytes } from '../../formats/labels.ts';
import { alignedPart, checkedHeader, checkSize, type Header, remedy, writeHeader } from '../header.ts';
import { commonFields, notesField, text } from '../header-fields.ts';
import {
  channelsOf,
  mixedParts,
  type OwnSpeech,
  type OwnSpeechFacts,
  type PartName,
  partFacts,
  partsOf,
  type StoredRecording,
  talkerParts,
} from './own-speech.ts';
import { listOf, speechHash } from './speech-hash.ts';

/** Versions count with those of examples, so that a reader of examples alone refuses this one. */
const version = 2;

const most = 1_000_000;
const count = z.int().min(0).max(most);
const part = z.enum([...new Set([...talkerParts, ...mixedParts])] as [PartName, ...PartName[]]);
const gender = z.enum(['F', 'M']).nullable();
const samples = z
  .int()
  .min(0)
  .max(mostInputBytes / 4);

const headerSchema = z.strictObject({
  version: z.literal(version),
  kind: z.literal('speech'),
  ...commonFields,
  layout: z.enum(['talkers', 'mixed']),
  parts: z
    .array(
      z.strictObject({
        part,
        recordings: count,
        samples,
        talkers: count,
        female: count,
        male: count,
      }),
    )
    .max(talkerParts.length),
  notes: notesField,
  /** Bytes of the list of recordings. */
  listBytes: z
    .int()
    .min(0)
    .max(256 * 2 ** 20),
});

const listSchema = z.array(z.tuple([part, text(4096), gender, samples.min(1)])).max(most);

/** Returns the parts of the file in their order: samples are those of the set, not copies. */
export function speechParts(set: OwnSpeech): Uint8Array[] {
  const { kind, title, layout, parts, source, skipped, notes, hash, recordings } = set;
  const list = listOf(recordings);
  const facts = { version, kind, title, layout, parts, source, skipped, notes, hash };
  return [
    writeHeader({ ...facts, listBytes: list.length }),
    list,
    ...recordings.flatMap(({ channels }) =>
      channels.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
    ),
  ];
}

/** Returns the facts of a header. Throws a {@link DataError} naming the field. */
export function speechFacts(
  name: string,
  json: unknown,
): { readonly facts: OwnSpeechFacts; readonly listBytes: number } {
  const { version: _, listBytes, ...facts } = checkedHeader(name, headerSchema, json);
  if (facts.parts.map((own) => own.part).join() !== partsOf(facts.layout).join())
    throw new DataError(`${name} is not usable: its parts are not those of ${facts.layout}. ${remedy}`);
  return { facts, listBytes };
}

/** Reads the recordings after a header. Throws a {@link DataError} where something is wrong. */
export async function readSpeech(file: NamedFile, { json, end }: Header): Promise<OwnSpeech> {
  const { name, size } = file;
  const { facts, listBytes } = speechFacts(name, json);
  const channels = channelsOf(facts.layout);
  const start = end + listBytes;
  if (start > size) checkSize(file, start);
  const list = listIn(name, new Uint8Array(await alignedPart(file, end, start)));
  const total = channels * list.reduce((sum, [, , , length]) => sum + length, 0);
  checkSize(file, 4 * total > mostInputBytes ? Number.NaN : start + 2 * total);
  const all = new Int16Array(await alignedPart(file, start, size));
  let at = 0;
  const recordings = list.map(
    ([own, speaker, known, length]): StoredRecording => ({
      part: own,
      speaker,
      gender: known,
      channels: Array.from({ length: channels }, () => {
        at += length;
        return all.subarray(at - length, at);
      }),
    }),
  );
  const counted = JSON.stringify(partFacts(facts.layout, recordings));
  if (counted !== JSON.stringify(facts.parts) || (await speechHash(facts.layout, recordings)) !== facts.hash)
    throw new DataError(`${name} is damaged: its recordings are not those of its hash. ${remedy}`);
  return { ...facts, recordings };
}

function listIn(name: string, bytes: Uint8Array): z.infer<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new DataError(`${name} is damaged: its list of recordings cannot be read. ${remedy}`);
  }
}
